"""Answers as CSV and as Markdown, with hostile texts; and as files that are sent."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain.requests import Request, encode_request
from bot.reply import wording
from bot.reply.csv_rows import COLUMNS, to_csv
from bot.reply.exports import ExportFormat, to_export, to_export_buttons, to_export_window, to_exported
from bot.reply.markdown import to_markdown
from bot.search import as_answer, respond
from tests.bases import TODAY, index, relation


def rows(question: str, **changes: str | None) -> list[dict[str, str]]:
    text = to_csv(as_answer(respond(question, index(**changes), TODAY)))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def markdown(question: str, **changes: str | None) -> str:
    found = respond(question, index(**changes), TODAY)
    return to_markdown(found, as_answer(found))


def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").parse(text)


def inline(parsed: Iterable[Token]) -> list[Token]:
    return [child for token in parsed for child in token.children or ()]


def test_csv_has_a_row_for_each_citation_of_every_fact() -> None:
    found = as_answer(respond("sylvania", index(), TODAY))
    shown = rows("sylvania")

    assert set(shown[0]) == set(COLUMNS)
    assert [row["fact"] for row in shown] == [match.fact.id for match in found.facts for _ in match.fact.citations]
    assert {row["outcome"] for row in shown} == {"answer"}
    border = next(row for row in shown if row["fact"] == "sylvania-border-closed")
    assert border["when"] == "1994/1999"
    assert border["attributed_to"] == "sylvania"
    assert (border["title"], border["as_of"], border["locator"]) == ("The Gazette", "2018-07-27", "page 4")
    assert (border["excerpt"], border["is_quotation_verified"]) == ("not one cart crossed", "no")


def test_csv_names_missing_words_and_has_only_header_without_facts() -> None:
    assert {(row["outcome"], row["not_found"]) for row in rows("sylvania gas whales")} == {("near", "whales")}
    assert rows("xyzzy") == []


FORMULA = """
- id: zenda-castle
  statement: "{0}SUM(A1:A9), \\"quoted\\"\\tand more"
  topics: [borders]
  citations: [{{source: gazette-2018, locator: "{0}cmd", excerpt: "{0}the keep"}}]
  verified: 2026-11-01
"""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＠"])
def test_csv_runs_no_formula(sign: str) -> None:
    (row,) = rows("zenda", relations__zenda=relation(FORMULA.format(sign)))

    assert row["statement"].startswith(f"'{sign}SUM")
    assert row["locator"] == f"'{sign}cmd"
    assert row["excerpt"] == f"'{sign}the keep"


def test_markdown_shows_every_fact_with_excerpt_and_source() -> None:
    found = as_answer(respond("sylvania 1994 frontier", index(), TODAY))
    parsed = tokens(markdown("sylvania 1994 frontier"))

    assert sum(token.type == "list_item_open" for token in parsed) == len(found.facts)
    assert sum(token.type == "blockquote_open" for token in parsed) == sum(
        bool(citation.excerpt) for match in found.facts for citation in match.fact.citations
    )
    assert [child.attrGet("href") for child in inline(parsed) if child.type == "link_open"] == [
        "https://gazette.example/2018"
    ]
    assert any("page 4" in child.content for child in inline(parsed))


def test_markdown_has_all_facts_also_beyond_a_page() -> None:
    many = "".join(
        f"- {{id: zenda-{n}, statement: Zenda has castle {n}., topics: [borders], verified: 2026-11-01, "
        f"citations: [{{source: gazette-2018, excerpt: castle {n}}}]}}\n"
        for n in range(30)
    )

    assert sum(t.type == "list_item_open" for t in tokens(markdown("zenda", relations__zenda=relation(many)))) == 30


def test_markdown_shows_asides_lists_and_what_is_missing() -> None:
    assert "Superseded by" in markdown("graustark visits") or "Supersedes" in markdown("graustark visits")
    assert any(token.type == "bullet_list_open" for token in tokens(markdown("topics")))
    assert "whales" in markdown("sylvania gas whales")
    assert markdown("xyzzy").startswith("# ")
    assert not markdown("thanks").startswith("# ")


def test_markdown_has_the_summary_of_a_partner() -> None:
    head = "partner: zenda\nname: Zenda\nkind: place\nsummary: Zenda *has* a castle.\nfacts:\n"
    fact = "  - {id: zenda-castle, statement: Zenda has a castle., topics: [borders], verified: 2026-11-01, "
    fact += "citations: [{source: gazette-2018}]}\n"

    assert r"Zenda \*has\* a castle." in markdown("zenda", relations__zenda=head + fact)


LINES = st.text(st.sampled_from("ab1 .)(*_`[]<>#+-=!|~&;\\/:@$\"'\n\t")).filter(str.strip)


@given(LINES)
@example("a `b` *b* _b_ [b](a) <b> &amp; ![b](a) \\* ~a~ $b$")
@example("# a")
@example("1. b")
@example("- b")
@example("a\n===")
def test_markdown_escapes_markup(text: str) -> None:
    found = replace(as_answer(respond("sylvania", index(), TODAY)), summary=text)
    _, _, _, *parsed = tokens(to_markdown(found, found))
    _, line, *_ = parsed

    types = [token.type for token in parsed[:4]]
    assert types == ["paragraph_open", "inline", "paragraph_close", "bullet_list_open"]
    assert {child.type for child in line.children or ()} <= {"text", "text_special"}
    said: Any = "".join(child.content for child in line.children or ())
    assert said == " ".join(text.split())


@pytest.mark.parametrize(
    ("question", "kind", "name", "title", "facts"),
    [
        ("sylvania", ExportFormat.CSV, "ruri-sylvania.csv", "Sylvania", "6 facts"),
        ("sylvania 1993", ExportFormat.MARKDOWN, "ruri-sylvania-1993.md", "Sylvania 1993", "1 fact"),
        ("sylvania page 2", ExportFormat.CSV, "ruri-sylvania.csv", "Sylvania", "6 facts"),
        ("timeline sylvania", ExportFormat.CSV, "ruri-timeline-sylvania.csv", "timeline Sylvania", "5 facts"),
        (
            "sylvania whales walruses dolphins porpoises narwhals belugas",
            ExportFormat.CSV,
            "ruri-sylvania-whales-walruses-dolphins-porpoises-narwhals-be.csv",
            "Sylvania whales walruses dolphins porpoises narwhals belugas",
            "5 facts",
        ),
    ],
)
def test_names_file_after_the_question(question: str, kind: ExportFormat, name: str, title: str, facts: str) -> None:
    found = respond(question, index(), TODAY)
    export = to_export(found, as_answer(found), kind)
    assert (export.name, export.title, export.facts) == (name, title, facts)


def test_button_round_trips_its_format() -> None:
    request = Request(partners=("sylvania",))
    view = {"private_metadata": encode_request(request)}
    assert [to_exported(button, view) for button in to_export_buttons()] == [(request, kind) for kind in ExportFormat]
    assert to_exported(to_export_buttons()[0], {}) == (None, ExportFormat.CSV)


def test_window_and_caption_describe_the_file() -> None:
    window = to_export_window(wording.exporting("3 facts", ExportFormat.CSV.label))
    assert window["blocks"][0]["text"]["text"] == "Sending you 3 facts as CSV…"
    assert wording.exported("1 fact", "Zenda", "CSV") == "Here is what you exported as CSV: “Zenda”, 1 fact."
