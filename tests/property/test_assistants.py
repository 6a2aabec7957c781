"""Every call of an assistant gets a valid reply of bounded size, with all facts in its text."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.mcp import Answering
from bot.mcp.shapes import Answered
from bot.reply.assistants import ToolReply
from tests.bases import TODAY, index, relation_of

BASE = index(relations__zenda=relation_of(40))
ANSWERING = Answering(lambda: BASE, lambda: TODAY)
SHAPE = TypeAdapter(Answered)
WORDS = ["sylvania", "graustark", "zenda", "elphberg", "iceland", "energy", "borders", "1993", "since 2000", "compare", "timeline", "topics", "source gazette-2018", "not", "page 2", "\n", "‮", "\ud800", "<b>", "whales"]  # fmt: skip
typed = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
pages = st.integers(1, 10**9)
MOST = 40_000
calls: st.SearchStrategy[Callable[[], ToolReply]] = st.one_of(
    st.builds(lambda text, page: lambda: ANSWERING.ask(text, page), typed, pages),
    st.builds(lambda *fields: lambda: ANSWERING.facts(*fields), typed, typed, typed, pages),
    st.builds(lambda *fields: lambda: ANSWERING.timeline(*fields), typed, typed, typed, pages),
    st.builds(lambda *fields: lambda: ANSWERING.compare(*fields), st.lists(typed, max_size=5), typed, pages),
    st.builds(lambda text: lambda: ANSWERING.get_fact(text), typed),
)


@given(calls)
def test_every_call_is_answered_within_bounds(call: Callable[[], ToolReply]) -> None:
    reply = call()

    SHAPE.validate_python(reply.record)
    assert len(reply.text) <= MOST
    assert (reply.record["outcome"] in ("answer", "near")) == bool(reply.record["facts"])
    for fact in reply.record["facts"]:
        assert fact["statement"] in reply.text
        assert f"azrel://fact/{fact['id']}, last checked" in reply.text
        assert all(citation["excerpt"] in reply.text for citation in fact["citations"] if citation["excerpt"])
