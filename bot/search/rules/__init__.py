"""The rules by which a question is read, in the order in which they run; each says why it runs before another."""

from dataclasses import replace

from bot.search.rules import (
    addressee,
    addresses,
    amounts,
    asides,
    chatter,
    codes,
    compounds,
    denials,
    emoji,
    exclusions,
    filters,
    flags,
    forms,
    fuller_names,
    idioms,
    keywords,
    kinds,
    main_verbs,
    names,
    namesakes,
    needed_words,
    newest,
    numbered_names,
    official_names,
    ordinary_words,
    pages,
    periods,
    shorthand,
    source_ids,
    speakers,
    strangers,
    topics,
    typos,
    versions,
    words,
)
from bot.search.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    addresses.RULE,
    flags.RULE,
    emoji.RULE,
    addressee.RULE,
    pages.RULE,
    source_ids.RULE,
    filters.RULE,
    numbered_names.RULE,
    periods.RULE,
    newest.RULE,
    keywords.RULE,
    names.RULE,
    versions.RULE,
    official_names.RULE,
    compounds.RULE,
    fuller_names.RULE,
    codes.RULE,
    namesakes.RULE,
    amounts.RULE,
    idioms.RULE,
    topics.RULE,
    forms.RULE,
    kinds.RULE,
    chatter.RULE,
    asides.RULE,
    words.RULE,
    typos.RULE,
    shorthand.RULE,
    strangers.RULE,
    ordinary_words.RULE,
    exclusions.RULE,
    speakers.RULE,
    denials.RULE,
    needed_words.RULE,
    main_verbs.RULE,
)

_NAMES_IN_PROSE = replace(names.RULE, apply=names.apply_in_prose)

# By these a text is read that was written to other people: what it names in full, and the words for topics.
PROSE_RULES: tuple[Rule, ...] = (
    addresses.RULE,
    flags.RULE,
    emoji.RULE,
    addressee.RULE,
    numbered_names.RULE,
    periods.RULE,
    newest.RULE,
    keywords.RULE,
    _NAMES_IN_PROSE,
    topics.RULE,
)

# By these a text is read that is to say a time and nothing else.
PERIOD_RULES: tuple[Rule, ...] = (addressee.RULE, periods.RULE, newest.RULE)
