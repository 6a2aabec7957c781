"""Names that are ordinary words too, among words of another world: roast turkey."""

from bot.domain.readings import Role
from bot.search.lexicon.thresholds import MIN_WORDS_OF_ANOTHER_WORLD
from bot.search.matches import Matches
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    roles = list(draft.roles.values())
    if Role.UNKNOWN not in roles or draft.period or Role.SUBJECT in roles or Role.COUNTRY in roles:
        return
    named = {position: matches for position, matches in draft.named.items() if len(matches) == 1}
    world = draft.index.snapshot.world
    # Numbers are of no world: turkey 2019-13.
    unknown = [word for position, word in enumerate(draft.plain) if draft.roles.get(position) is Role.UNKNOWN]
    unknown = [word for word in unknown if not word.isdecimal()]
    known = sum([word.is_known for word in draft.words.values()])
    if (
        sum(map(world.is_specific, unknown)) >= MIN_WORDS_OF_ANOTHER_WORLD
        and len(unknown) > known
        and all(_is_word(draft, matches) for matches in named.values())
    ):
        for position in named:
            for taken in [other for other, start in draft.starts.items() if start == position]:
                draft.take_unknown(taken, "an ordinary word, for nothing else here is known")


def _is_word(draft: Draft, matches: Matches) -> bool:
    typed = matches[0].matched
    return typed.islower() and typed in draft.index.snapshot.world.words


RULE = Rule(
    name="ordinary words",
    triggers="a partner's name in small letters that is a word of English, where most other words are unknown",
    yields="unknown words",
    apply=_apply,
    before={"exclusions": "what is no name is not left out as one"},
    examples=(
        Example("meadow salad recipe", "meadow: unknown | salad: unknown | recipe: unknown"),
        Example("except meadow salad recipe", "except: stop word | meadow: unknown | salad: unknown | recipe: unknown"),
    ),
)
