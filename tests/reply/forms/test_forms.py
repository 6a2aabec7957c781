"""What all named forms have in common, help and the App Home."""

import json

import pytest

from bot.domain.requests import Form, Request, decode_request
from bot.domain.responses import Usage
from bot.reply import (
    Surface,
    to_bare_home,
    to_bare_modal,
    to_explanation,
    to_home,
    to_message,
    to_modal,
    to_terminal,
    to_usage_hint,
)
from bot.reply.forms import FORMS
from bot.reply.forms.named import NAMED
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from bot.sandbox import check_message, check_view
from bot.search import answer, greet, parse, respond
from tests.bases import TODAY, index
from tests.blocks import elements
from tests.reply.views import INDEX, QUESTIONS, ask, notes, phrases, view


def test_table_has_every_form_with_its_usage() -> None:
    assert FORMS.keys() == set(Form)
    for form, shown in FORMS.items():
        assert shown.form is form
        assert shown.usage or form in (Form.CHATTER, Form.MENTIONED)
        if shown.is_listed:
            assert shown.usage.split()[0] == form


def test_help_lists_every_named_form() -> None:
    named = "timeline, compare, topics, partners, sources, map"

    assert f"There are also /ruri {named} and about." in notes(view("help"))[1]
    assert notes(view("about"))[2].endswith(f"or {named}.")
    assert to_usage_hint() == f"a name, a topic, a time, or any of them together; or {named}, about"


@pytest.mark.parametrize(
    ("question", "title", "queries"),
    [
        ("timeline elphberg", "Which did you mean?", ["timeline Michael Elphberg", "timeline Rudolf Elphberg"]),
        ("timeline bohemia", "Nothing found", ["timeline Graustark"]),
        ("timeline", "A timeline of what?", ["timeline Graustark", "timeline Sylvania"]),
        ("compare", "Compare which?", ["compare Graustark Sylvania"]),
        ("compare sylvania", "Compare which?", ["compare Sylvania Graustark"]),
        ("compare elphberg sylvania", "Which did you mean?", ["compare Sylvania Michael Elphberg"]),
        ("source", "Which source?", ["source gazette-2018", "source almanac-2026"]),
        ("source gazete-2018", "Which source?", ["source gazette-2018"]),
        ("source gaz", "Which source?", ["source gazette-2018"]),
        ("source unheard", "Which source?", ["source gazette-2018", "source almanac-2026"]),
    ],
)
def test_names_missing_terms_with_suggestions(question: str, title: str, queries: list[str]) -> None:
    found = view(question)

    assert found.title == title
    assert phrases(found.suggestions)[: len(queries)] == queries


@pytest.mark.parametrize(
    "question", ["timeline sylvania page 9", "compare sylvania graustark page 9", "topics page 9", "map page 9"]
)
def test_reports_page_beyond_the_last(question: str) -> None:
    assert notes(view(question))[0] == "There is only 1 page: this is the last."


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("surface", [Surface.PRIVATE, Surface.PUBLIC, Surface.SHARED])
def test_every_form_is_valid_on_every_surface(question: str, surface: Surface) -> None:
    response = ask(question)
    message = to_message(response, surface, sharer="ada")

    assert check_message(message) == []
    for is_shareable in (False, True):
        assert check_view(to_modal(response, is_shareable=is_shareable)) == []
    assert check_view(to_bare_modal(response)) == []
    ways_on = elements(message["blocks"], "button") + elements(message["blocks"], "static_select")
    assert ways_on, "no reply is a dead end"
    assert to_terminal(response)
    assert to_explanation(response)


def test_form_with_ambiguous_name_asks_back() -> None:
    found = answer(Request(form=Form.COMPARE, either=(("michael-elphberg", "rudolf-elphberg"),)), INDEX, TODAY)

    assert to_view(found, Reader("/ruri")).title == "Which did you mean?"


@pytest.mark.parametrize("form", [Form.TIMELINE, Form.COMPARE, Form.SOURCE])
def test_explains_each_form_by_the_table(form: Form) -> None:
    found = Usage(request=Request(form=form), snapshot=INDEX.snapshot, today=TODAY, suggestions=(), unknown="whales")

    assert notes(to_view(found, Reader("/ruri"))) == [
        "This base has nothing on “whales”.",
        f"Type /ruri {FORMS[form].usage}.",
    ]
    assert notes(view("compare sylvania")) == ["Name one or two more to compare with Sylvania."]


def test_home_has_search_examples_and_lists() -> None:
    home = to_home(greet(INDEX, TODAY))

    assert check_view(home) == []
    assert home["private_metadata"] == f"{INDEX.snapshot.revision} 2026-11-23"
    headers = [block["text"]["text"] for block in home["blocks"] if block["type"] == "header"]
    assert headers == [":flag-rr: Ruritania's foreign relations", "Partners", "Topics", "Newest facts"]
    (field,) = elements(home["blocks"], "plain_text_input")
    assert field["action_id"].startswith("search.")
    assert [button["text"]["text"] for button in elements(home["blocks"], "button")][:3] == [
        "/ruri Graustark",
        "/ruri Graustark Diplomacy",
        "/ruri Graustark Sylvania",
    ]


def test_home_of_empty_base_is_valid() -> None:
    bare = "partner: {0}\nname: {0}\nkind: place\n"
    names = ("sylvania", "graustark", "ruritania")
    knowledge = "title: T\nsubject: ruritania\ncommand: /r\nowner: o\nreview_interval_days: 9\n"
    empty = index(knowledge=knowledge, **{f"relations__{name}": bare.format(name) for name in names})

    assert check_view(to_home(greet(empty, TODAY))) == []
    assert check_view(to_bare_home(greet(empty, TODAY))) == []
    assert check_message(to_message(respond("map", empty, TODAY))) == []


def test_decodes_invalid_size_as_none() -> None:
    for size in (0, 21, "3"):
        assert decode_request(json.dumps({"v": 1, "p": ["zenda"], "l": size})) is None


@pytest.mark.parametrize("form", [shown.form for shown in NAMED])
def test_word_of_each_named_form_asks_for_it(form: Form) -> None:
    alone, with_names = (parse(f"{form.value}{names}", INDEX, TODAY) for names in ("", " sylvania graustark"))
    assert form in (alone.request.form, with_names.request.form), "see `bot.search.rules.forms`"
