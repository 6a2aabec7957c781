"""Replies use the base's own nouns for partners, facts and kinds."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.domain.kinds import Noun
from bot.loading import load_folder
from bot.reply import Surface, to_home, to_message, to_partner_options, to_search_form, to_terminal
from bot.reply.english import counted, with_article
from bot.reply.pictures import describe_picture
from bot.search import Index, build, greet, respond
from bot.slack.manifest import to_manifest
from tests.bases import TODAY

OUR_WORDS = re.compile(r"\b(?:facts?|partners?)\b", re.IGNORECASE)
QUESTIONS = """
    help|about|hello|dependencies|topics|sources|map|source handbook-2026|source x|timeline|timeline of Azure|timeline Go
    compare Go and Make|compare Go, Make and Word|compare Go|Go|Azure|Go and Word|build|everything|security 2023
    Python|F#|Paraguay|Go whales|Go and whales in 1850|Go 1850|all except Go|build -Go|not Go|latest on Go|screen|compile
    Ada King and Go|vote and tide
""".replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def software() -> Index:
    result = load_folder(Path(__file__).parents[1] / "bases" / "software")
    assert result.snapshot is not None, result.problems
    return build(result.snapshot)


def texts_in(value: Any) -> list[str]:
    """Return all texts that a message shows."""
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    if isinstance(value, dict):
        shown = [text for key, item in value.items() if key not in ("value", "type") for text in texts_in(item)]
        return [*shown, *([value["text"]] if isinstance(value.get("text"), str) else [])]
    return []


@pytest.mark.parametrize("question", [text.strip() for text in QUESTIONS if text.strip()])
def test_replies_use_the_nouns_of_the_base(question: str, software: Index) -> None:
    response = respond(question, software, TODAY)
    said = [to_terminal(response), *(text for surface in Surface for text in texts_in(to_message(response, surface)))]
    said.append(describe_picture(response) or "")

    # The command words of forms are the same in every base.
    assert [text for text in said if OUR_WORDS.search(text.replace("azrel ask partners", ""))] == []


def test_home_forms_and_manifest_use_the_nouns_of_the_base(software: Index) -> None:
    snapshot = software.snapshot
    shown = [
        *texts_in(to_home(greet(software, TODAY))),
        *texts_in(to_search_form(snapshot)),
        *texts_in(to_partner_options(snapshot.partners.values())),
    ]
    manifest = json.dumps({key: to_manifest(snapshot.about, url=None)[key] for key in ("features", "functions")})

    assert [text for text in shown if OUR_WORDS.search(text)] == []
    assert "Dependency" in shown
    for words in (
        "Notes about the dependencies and topics that a message names",
        "Notes by dependency, topic, time and words",
        "Search dependencies",
        "Find notes",
        "Look up a dependency",
        "Number of notes",
    ):
        assert f'"{words}"' in manifest
    assert "relation" not in re.sub(r"[a-z]+_[a-z_]*|response_url", "", manifest)


def test_list_of_a_kind_uses_its_noun(software: Index) -> None:
    said = to_terminal(respond("which tools are there?", software, TODAY)).splitlines()

    assert said[0] == f"Tools: {software.snapshot.about.title}"
    assert said[2] == f"{said[4].count('(')} tools"
    assert said[4].startswith("Tools: ")


def test_lists_have_headings_by_kind(software: Index) -> None:
    said = to_terminal(respond("dependencies", software, TODAY))

    assert re.findall(r"^(\w+): \S+ .*\(\d", said, re.MULTILINE) == [
        "Languages", "Libraries", "Tools", "Platforms", "Standards", "Maintainers", "Groups"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "fact", "1 fact"),
        (2, "fact", "2 facts"),
        (1, Noun("dependency", "dependencies"), "1 dependency"),
        (0, Noun("dependency", "dependencies"), "0 dependencies"),
    ],
)
def test_counts_with_singular_and_plural(number: int, noun: str | Noun, words: str) -> None:
    assert counted(number, noun) == words


@pytest.mark.parametrize(("noun", "words"), [("partner", "a partner"), ("agency", "an agency")])
def test_adds_the_indefinite_article(noun: str, words: str) -> None:
    assert with_article(Noun(noun, noun)) == words
