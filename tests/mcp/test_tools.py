import json
from typing import Any

import pytest
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, TextResourceContents

from bot.mcp import Answering, create_server
from bot.reply import to_record
from bot.reply.assistants import INSTRUCTION
from bot.search import as_answer, respond
from tests.bases import TODAY, index, relation_of
from tests.mcp.conftest import connect, record_of, text_of
from tests.mcp.serving import TOOLS


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_tools_are_read_only_and_described(mode: str) -> None:
    async with connect(mode=mode) as client:
        tools = (await client.list_tools()).tools

    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.annotations
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert (tool.annotations.idempotent_hint, tool.annotations.open_world_hint) == (True, False)
        assert tool.title
        assert tool.description
        assert not any(line.startswith(" ") for line in tool.description.splitlines())
        assert tool.output_schema
        assert all("description" in field for field in tool.input_schema["properties"].values())


async def test_server_describes_itself_and_how_to_quote() -> None:
    async with connect() as client:
        assert client.server_info
        assert (client.server_info.name, client.server_info.version) == ("azrel", "1.2.3")
        assert client.server_info.title == "Ruritania's foreign relations"
        assert INSTRUCTION in (client.instructions or "")


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize(
    ("tool", "arguments", "outcome", "ids"),
    [
        ("ask", {"question": "sylvanja energy"}, "answer", ["sylvania-gas", "graustark-pipeline-plan"]),
        ("ask", {"question": "sylvania may 1993"}, "answer", ["sylvania-treaty-1993"]),
        ("ask", {"question": "sylvania treaty whales"}, "near", ["sylvania-treaty-1993"]),
        ("ask", {"question": "freedonia"}, "none", []),
        ("ask", {"question": "elphberg"}, "choice", []),
        ("ask", {"question": ""}, "help", []),
        ("ask", {"question": "x" * 20_000}, "none", []),
        ("facts", {"partner": "Sylvania", "topic": "Energy", "period": "since 2004"}, "answer", ["sylvania-gas"]),
        ("facts", {"topic": "borders"}, "answer", ["sylvania-border-closed"]),
        ("facts", {"partner": "Freedonia", "topic": "energy"}, "none", []),
        ("facts", {"partner": "sylvania", "period": "soonish"}, "none", []),
        ("facts", {}, "help", []),
        ("get_fact", {"id": "sylvania-gas"}, "answer", ["sylvania-gas"]),
        ("get_fact", {"id": " azrel://fact/sylvania-gas"}, "answer", ["sylvania-gas"]),
        ("get_fact", {"id": "sylvania-gaz"}, "none", []),
        ("timeline", {"partner": "sylvania", "topic": "diplomacy"}, "answer", ["sylvania-treaty-1993", "sylvania-ally"]),
        ("compare", {"partners": ["sylvania", "graustark"], "topic": "borders"}, "answer", ["sylvania-border-closed"]),
        ("compare", {"partners": ["sylvania", "Freedonia"]}, "none", []),
        ("compare", {"partners": ["sylvania"]}, "help", []),
    ],
)  # fmt: skip
async def test_tools_return_outcome_and_facts(
    mode: str, tool: str, arguments: dict[str, Any], outcome: str, ids: list[str]
) -> None:
    async with connect(mode=mode) as client:
        result = await client.call_tool(tool, arguments)  # validates the result by the tool's schema

    record, text = record_of(result), text_of(result)
    assert not result.is_error
    assert (record["outcome"], [fact["id"] for fact in record["facts"]][: len(ids)]) == (outcome, ids)
    assert bool(record["facts"]) == bool(ids)
    assert f"Outcome: {outcome}: " in text
    assert f"Revision of the base: {record['revision']}" in text


async def test_first_block_has_everything_needed_to_quote() -> None:
    async with connect() as client:
        for tool, arguments in (
            ("ask", {"question": "sylvania frontier"}),
            ("facts", {"partner": "sylvania", "topic": "borders"}),
            ("get_fact", {"id": "sylvania-border-closed"}),
            ("timeline", {"partner": "sylvania", "topic": "borders"}),
            ("compare", {"partners": ["sylvania", "graustark"], "topic": "borders"}),
        ):
            text = text_of(await client.call_tool(tool, arguments))
            assert text.index(INSTRUCTION) < text.index("The frontier of Sylvania with Graustark was shut to traders.")
            for line in (
                "   Date: 1994 to 1999",
                "   Status: ended; source as of 27 July 2018",
                "   Excerpt: “not one cart crossed”",
                "   Locator: page 4",
                "   Address: https://gazette.example/2018",
            ):
                assert line in text.splitlines(), (tool, text)


async def test_structured_result_equals_azrel_ask_json() -> None:
    async with connect() as client:
        record = record_of(await client.call_tool("ask", {"question": "sylvania energy"}))

    printed = json.loads(json.dumps(to_record(as_answer(respond("sylvania energy", index(), TODAY)), elapsed_ms=0)))
    assert {key: record[key] for key in printed if key != "elapsed_ms"} == {
        key: value for key, value in printed.items() if key != "elapsed_ms"
    }


async def test_returns_requested_page() -> None:
    async with connect(index(relations__zenda=relation_of(23))) as client:
        pages = [
            record_of(await client.call_tool(tool, {**arguments, "page": page}))
            for tool, arguments in (("ask", {"question": "zenda"}), ("facts", {"partner": "zenda"}))
            for page in (1, 2, 3)
        ]
        by_words = record_of(await client.call_tool("ask", {"question": "zenda page 3"}))
        refused = await client.call_tool("ask", {"question": "zenda", "page": 0})

    assert [(len(page["facts"]), page["has_more"]) for page in pages] == [(10, True), (10, True), (3, False)] * 2
    assert [fact["id"] for fact in by_words["facts"]] == [fact["id"] for fact in pages[2]["facts"]]
    assert refused.is_error


async def test_comparison_has_pages_of_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reply.forms.compare.ROWS_A_PAGE", 2)
    async with connect() as client:
        pages = [
            record_of(await client.call_tool("compare", {"partners": ["sylvania", "graustark"], "page": page}))
            for page in (1, 2, 9)
        ]

    assert [(page["page"], page["has_more"], len(page["comparison"])) for page in pages] == [
        (1, True, 2),
        (2, False, 1),
        (2, False, 1),
    ]
    for page in pages:
        compared = {cell["fact"] for row in page["comparison"] for cell in row["cells"]}
        assert compared - {None} == {fact["id"] for fact in page["facts"]}


@pytest.mark.parametrize(
    ("tool", "key", "total"),
    [("list_partners", "partners", 5), ("list_topics", "topics", 3), ("list_sources", "sources", 2)],
)
async def test_lists_are_complete(tool: str, key: str, total: int) -> None:
    async with connect() as client:
        record = record_of(await client.call_tool(tool, {}))

    assert (len(record[key]), record["total"], record["page"], record["has_more"]) == (total, total, 1, False)


async def test_reads_facts_and_sources_as_resources() -> None:
    async with connect() as client:
        templates = (await client.list_resource_templates()).resource_templates
        fact = (await client.read_resource("azrel://fact/sylvania-border-closed")).contents[0]
        source = (await client.read_resource("azrel://source/gazette-2018")).contents[0]

    assert [one.uri_template for one in templates] == ["azrel://fact/{id}", "azrel://source/{id}"]
    assert isinstance(fact, TextResourceContents)
    assert isinstance(source, TextResourceContents)
    assert INSTRUCTION in fact.text
    assert "   Excerpt: “not one cart crossed”" in fact.text.splitlines()
    assert source.text.startswith("The Gazette\nPublisher: Gazette Press\n")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "azrel://fact/sylvania-gaz",
            "There is no fact with the id “sylvania-gaz”. Nearest: azrel://fact/sylvania-gas",
        ),
        ("azrel://source/gazete", "There is no source with the id “gazete”. Nearest: azrel://source/gazette-2018"),
        ("azrel://source/zzz", "There is no source with the id “zzz”."),
    ],
)
async def test_unknown_address_is_an_error_with_the_nearest_ones(address: str, message: str) -> None:
    async with connect() as client:
        with pytest.raises(MCPError) as failure:
            await client.read_resource(address)

    assert failure.value.error.code == INVALID_PARAMS
    assert failure.value.error.message.startswith(message)


async def test_each_call_uses_the_served_revision() -> None:
    bases = [index(), index(relations__zenda=relation_of(2))]
    served = [bases[0]]
    from mcp import Client

    async with Client(create_server(Answering(lambda: served[0], lambda: TODAY), "1"), mode="legacy") as client:
        before = record_of(await client.call_tool("facts", {"partner": "zenda"}))
        served[0] = bases[1]
        after = record_of(await client.call_tool("facts", {"partner": "zenda"}))

    assert (before["outcome"], after["outcome"], after["total"]) == ("none", "answer", 2)
    assert before["revision"] != after["revision"]
