"""“Or” between the names of partners: facts about any of them answer, whether they are about another too or not."""

from itertools import pairwise

from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.conjunctions import OR
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    named = sorted(draft.named.keys() - draft.excluded)
    between = [draft.plain[draft.last_of(first) + 1 : behind] for first, behind in pairwise(named)]
    joints = [[word for word in words if word != ARTICLE] for words in between]
    are_joined = all(len(words) <= 1 and OR.issuperset(words) for words in joints)
    draft.any_partner = are_joined and any(joints[-1:])


RULE = Rule(
    name="alternatives",
    triggers="“or”, in any language, before the last of the names of partners, if they are a list",
    yields="a request for facts about any of them",
    apply=_apply,
    examples=(
        Example("zenda or sylvania gas", "zenda: partner | or: stop word | sylvania: partner | gas: topic"),
        Example("sylvania oder graustark", "sylvania: partner | oder: stop word | graustark: partner"),
    ),
)
