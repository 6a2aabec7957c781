"""Names by what they end or begin with: “the States” is the United States, “the Union” one of those called so."""

from bot.domain.knowledge import Partner
from bot.domain.text import words_of
from bot.domain.world import Country
from bot.search.matches import Matches, Name, meanings, to_matches
from bot.search.names import Names

# So many partners at most are offered for “the Union”.
_MOST_TO_CHOOSE = 5


def match_last_word(word: str, names: Names) -> Matches:
    """Return the state or country whose own name of several words ends with a word, if only one does: States."""
    abroad = [country for code, country in names.world.countries.items() if code not in names.states]
    states = [partner for partner in names.states.values() if partner.kind.is_state]
    known: list[Partner | Country] = [*states, *abroad]
    named = [it for it in known if words_of(it.name)[1:][-1:] == (word,)]
    kind = "the end of its name"
    return to_matches([(Name(it.name, kind, it), kind) for it in named]) if len(named) == 1 else ()


def match_head(noun: str, names: Names) -> Matches:
    """Return the partners with a name that ends with what they are, or begins with it: the Union, the Council.

    They are several to choose from: none where one alone, or too many, have such a name.
    """
    keys = [key for key in names.by_words if key.endswith(f" {noun}") or key.startswith(f"{noun} of ")]
    headed = [name for key in keys for name in names.by_words[key] if not name.is_derived]
    named = {name.entity.name: name for name in headed if isinstance(name.entity, Partner)}
    return meanings(list(named.values())) if 1 < len(named) <= _MOST_TO_CHOOSE else ()
