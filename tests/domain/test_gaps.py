"""Gaps keep a question's words without names of people, under a key that equal questions share."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import Period
from bot.domain.gaps import MAX_TEXT, redact, redact_request, to_key
from bot.domain.requests import Amount, Form, Request, Word
from tests.search.requests import requests


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("gas exports of Zenda", "gas exports of Zenda"),
        ("  gas\n\texports ", "gas exports"),
        ("<@U024BE7LH> what about gas?", "what about gas?"),
        ("in <#C024BE7LR|general> they said", "in they said"),
        ("is <https://zenda.example/a?b=c|this> right", "is right"),
        ("ask rudolf@zenda.example about gas", "ask about gas"),
        ("ask mailto:rudolf@zenda.example!", "ask"),
        ("see HTTPS://zenda.example/a and www.zenda.example", "see and"),
        ("@rudolf #gas-team gas", "gas"),
        ("call +44 20 7946 0958 about gas", "call about gas"),
        ("call (020) 7946-0958", "call ("),
        ("card 4169 7388 9012 3456", "card"),
        ("call 020\n 7946 \t 0958", "call"),
        ("account 123456789012", "account"),
        ("war of 1993-2005", "war of 1993-2005"),
        ("1988 - 1994 and 1992/1993 and 2015 2016 2017", "1988 - 1994 and 1992/1993 and 2015 2016 2017"),
        ("on 2020-11-10", "on 2020-11-10"),
        ("2020-09-27/2020-11-10", "2020-09-27/2020-11-10"),
        ("from 10/11/2020", "from 10/11/2020"),
        ("12 34 56 78 90", ""),
        ("2020 12 34 56 78", ""),
        ("3,000,000 tonnes in 2020", "3,000,000 tonnes in 2020"),
        ("a < b and c > d", "a d"),
        ("<@U1>", ""),
        ("", ""),
    ],
)
def test_redact_keeps_words_without_mentions_and_addresses(text: str, kept: str) -> None:
    assert redact(text) == kept


names = st.sampled_from(["<@U024BE7LH>", "<#C1|general>", "<https://a.example|a>", "a@b.example", "https://a.example/b", "www.a.example", "@rudolf", "#gas", "+44 20 7946 0958", "4169738890123456"])  # fmt: skip
words = st.text(st.sampled_from("ab 1é?\n"), max_size=8)


@given(st.lists(st.one_of(names, words, st.text(max_size=10))))
def test_redact_leaves_no_address_mention_link_or_long_number(parts: list[str]) -> None:
    kept = redact(" ".join(parts))

    assert not re.search(r"\S@\S|https?://|www\.\S|[@#]\w|<[^<>]*>|\d{10}", kept)
    assert len(kept) <= MAX_TEXT
    assert kept == " ".join(kept.split())
    assert redact(kept) == kept


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (Request(partners=("zenda",), words=(Word("Gas"),)), "answer|gas|zenda"),
        (Request(words=(Word("gas"),), involving=("zenda",)), "answer|gas|zenda"),
        (Request(form=Form.TIMELINE, partners=("zenda", "sylvania")), "timeline|sylvania|zenda"),
        (Request(countries=("BO",), amounts=(Amount.MONEY,)), "answer|BO|money"),
        (Request(topics=("energy",), period=Period(date(2020, 1, 1), date(2020, 12, 31))), "answer|2020|energy"),
        (Request(either=(("rudolf", "michael"),)), "answer|michael+rudolf"),
        (Request(partners=("zenda",), speakers=("sylvania",)), "answer|by sylvania|zenda"),
        (Request(partners=("zenda",), without_partners=("sylvania",)), "answer|without sylvania|zenda"),
        (Request(partners=("zenda",), without_words=(Word("Gas"),)), "answer|without gas|zenda"),
        (Request(form=Form.PARTNERS, kind="state"), "partners|state"),
        (Request(form=Form.SOURCE, source="gazette-2018"), "source|gazette-2018"),
    ],
)
def test_key_consists_of_what_is_asked(request_: Request, key: str) -> None:
    assert to_key(request_, "whatever was typed") == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Which whales?", "whales, which"),
        ("whales", "WHALES whales!"),
        ("<@U1> whales", "whales"),
        ("Wölfe", "wolfe"),
        ("???", "???"),
    ],
)
def test_key_of_unrecognised_question_ignores_word_order(one: str, other: str) -> None:
    assert to_key(Request(), one) == to_key(Request(newest_first=True), other) != ""


def test_other_words_have_another_key() -> None:
    assert to_key(Request(), "whales") != to_key(Request(), "wolves")
    assert to_key(Request(), "") == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("whales call +44 20 7946 0958 or 44", ("whales", "44")),
        ("whales of 1993-2005", ("whales", "1993")),
        ("whales, says <@U1> at rudolf@zenda.example", ("whales",)),
        ("whales zenda rudolf@zenda.example", ("whales", "zenda")),
        ("", ("whales", "44", "7946", "0958", "1993", "zenda", "rudolf zenda")),
    ],
)
def test_redacts_words_of_request_that_text_loses(text: str, kept: tuple[str, ...]) -> None:
    asked = tuple(map(Word, ("whales", "44", "7946", "0958", "1993", "zenda", "rudolf zenda")))
    present = tuple(word for word in asked if not text or set(word.text.split()) <= set(re.findall(r"\w+", text)))
    redacted = redact_request(Request(words=present, without_words=present), text)

    assert tuple(word.text for word in redacted.words) == kept
    assert redacted.without_words == redacted.words
    assert to_key(Request(words=present), text) == to_key(redacted.change(without_words=()), "")


@given(requests(), st.text(), st.integers(1, 9))
def test_key_ignores_page_and_order(request: Request, text: str, page: int) -> None:
    key = to_key(request, text)
    turned = request.change(
        page=page, partners=request.partners[::-1], topics=request.topics[::-1], words=request.words[::-1]
    )

    assert to_key(turned, text) == key
    assert len(key) <= MAX_TEXT
