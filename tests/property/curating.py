"""Generated values for windows and messages, up to Slack's limits."""

from hypothesis import strategies as st

from bot.domain.proposals import ProposalState
from bot.reply import to_home
from bot.reply.curating import Entry
from bot.search import build, greet
from tests.bases import TODAY, snapshot_of, texts

SNAPSHOT = snapshot_of(texts())
HOME = to_home(greet(build(SNAPSHOT), TODAY))["blocks"]
FACTS = st.sampled_from(list(SNAPSHOT.facts.values()))

_ODD = st.sampled_from(
    ["", " ", "\n", "\x00\x07", "\u202e", "[", "]]", "{}", "<!channel>", "&amp;", "*_~`", "a,b", "🦃"]
)
_LONG = st.integers(0, 9_000).map(lambda length: "long words " * (length // 11) + "x" * (length % 11))
TEXTS = st.one_of(_ODD, _LONG, st.text(max_size=40), st.integers(0, 5_000).map(lambda length: "x" * length))

# Ids of azrel or Slack.
IDS = st.from_regex(r"[a-zA-Z0-9-]{1,120}", fullmatch=True)
ENTRIES = st.lists(
    st.builds(Entry, IDS, st.sampled_from([state.value for state in ProposalState]), TEXTS, TEXTS), max_size=20
)
