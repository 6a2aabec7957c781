"""The protocol's server: tools and resources over `Answering`."""

from collections.abc import Callable
from inspect import getdoc
from typing import Annotated, TypeAlias

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from bot.mcp.answering import Answering, Unknown
from bot.mcp.shapes import Answered, Partners, Sources, Topics
from bot.reply.assistants import INSTRUCTION, ToolReply

# Every tool is read-only and idempotent, and reaches nothing beyond the base.
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

_Partner: TypeAlias = Annotated[
    str, Field(description="A partner by any of its names, or by its id as list_partners gives it; empty for all")
]
_Topic: TypeAlias = Annotated[
    str, Field(description="A topic as list_topics gives it, or any words that facts are to have; empty for all")
]
_Period: TypeAlias = Annotated[
    str, Field(description="A time, such as 1993, October 2009, since 2020 or 1992-1995; empty for any")
]
_Page: TypeAlias = Annotated[int, Field(ge=1, description="Which page, from 1; a result says whether more follow")]

_Answered: TypeAlias = Annotated[CallToolResult, Answered]


def create_server(answering: Answering, version: str) -> MCPServer:
    """Create the server; its description of the base is that of the moment."""
    title = answering.about.title
    server = MCPServer(
        name="azrel",
        title=title,
        version=version,
        instructions=(
            f"azrel answers from a curated base on {title}: dated facts, each with its source and the source's own "
            "words. Use ask for a question in a user's words, and facts, timeline and compare if partner, topic "
            f"and time are known. {INSTRUCTION} Each result says its outcome: “near” is no exact answer and “none” "
            "means that the base has nothing; neither is an error, and both are to be said."
        ),
        subscriptions=False,
    )
    _add_answers(server, answering)
    _add_lists(server, answering)
    _add_resources(server, answering)
    return server


def _add_answers(server: MCPServer, answering: Answering) -> None:
    def ask(
        question: Annotated[str, Field(description="A question, or just a name, a topic, a time, or all together")],
        page: _Page = 1,
    ) -> _Answered:
        """Answer a question from the base, in any words; small spelling mistakes are fine.

        Gives facts with date, status, excerpt, locator and address; or says that nothing, or nothing exact, is known.
        """
        return _to_result(answering.ask(question, page))

    def facts(partner: _Partner = "", topic: _Topic = "", period: _Period = "", page: _Page = 1) -> _Answered:
        """Find facts about a partner, on a topic, of a period, or any of these together, the best first."""
        return _to_result(answering.facts(partner, topic, period, page))

    def get_fact(
        id: Annotated[str, Field(description="The id of a fact, as other results give it")],  # noqa: A002
    ) -> _Answered:
        """Get one fact by its id, whole: statement, date, status, every citation, and its relations to other facts."""
        return _to_result(answering.get_fact(id))

    def timeline(partner: _Partner = "", topic: _Topic = "", period: _Period = "", page: _Page = 1) -> _Answered:
        """List facts in the order of time, those without a time of their own last."""
        return _to_result(answering.timeline(partner, topic, period, page))

    def compare(
        partners: Annotated[list[str], Field(description="Two or three partners, by name or id", max_length=10)],
        topic: _Topic = "",
        page: _Page = 1,
    ) -> _Answered:
        """Put two or three partners side by side, topic by topic: how many facts each has, and the newest that fits."""
        return _to_result(answering.compare(partners, topic, page))

    _add_tools(
        server,
        (ask, "Ask the base"),
        (facts, "Find facts"),
        (get_fact, "Get one fact"),
        (timeline, "Timeline"),
        (compare, "Compare partners"),
    )


def _add_lists(server: MCPServer, answering: Answering) -> None:
    def list_partners(page: _Page = 1) -> Annotated[CallToolResult, Partners]:
        """List whom the base knows, kind by kind, each with its id and how many facts are about it."""
        return _to_result(answering.list_partners(page))

    def list_topics(page: _Page = 1) -> Annotated[CallToolResult, Topics]:
        """List the topics, each with its id and how many facts are on it."""
        return _to_result(answering.list_topics(page))

    def list_sources(page: _Page = 1) -> Annotated[CallToolResult, Sources]:
        """List the sources, each with its address and how many facts rest on it."""
        return _to_result(answering.list_sources(page))

    _add_tools(
        server,
        (list_partners, "List partners"),
        (list_topics, "List topics"),
        (list_sources, "List sources"),
    )


def _add_tools(server: MCPServer, *titled: tuple[Callable[..., CallToolResult], str]) -> None:
    """Add tools, each with its title; their docstrings describe them to assistants."""
    for tool, title in titled:
        server.add_tool(tool, title=title, description=getdoc(tool), annotations=_READS)


def _add_resources(server: MCPServer, answering: Answering) -> None:
    @server.resource("azrel://fact/{id}", name="fact", title="A fact", mime_type="text/plain")
    def read_fact(id: str) -> str:  # noqa: A002
        """Read one fact with all that it takes to quote it."""
        try:
            return answering.read_fact(id)
        except Unknown as unknown:
            raise ResourceNotFoundError(str(unknown)) from None

    @server.resource("azrel://source/{id}", name="source", title="A source", mime_type="text/plain")
    def read_source(id: str) -> str:  # noqa: A002
        """Read what a source is, and which facts rest on it."""
        try:
            return answering.read_source(id)
        except Unknown as unknown:
            raise ResourceNotFoundError(str(unknown)) from None


def _to_result(reply: ToolReply) -> CallToolResult:
    """Return a reply as a first text block and as structured content."""
    return CallToolResult(content=[TextContent(type="text", text=reply.text)], structured_content=reply.record)
