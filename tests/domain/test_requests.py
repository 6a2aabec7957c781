"""Requests are encoded as short text for buttons, menus and addresses."""

import json
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import Period
from bot.domain.requests import (
    MAX_PAGE,
    VERSION,
    Amount,
    Chatter,
    Form,
    Request,
    Word,
    decode_request,
    encode_request,
)
from tests.search.requests import requests

# What Slack takes as the value of a button, and of an option of a menu.
BUTTON, OPTION = 2_000, 150
EVERYTHING = Request(
    form=Form.TIMELINE,
    partners=("sylvania", "graustark"),
    any_partner=True,
    involving=("zenda",),
    kind="state",
    either=(("rudolf-elphberg", "michael-elphberg"),),
    countries=("BO",),
    topics=("energy",),
    words=(Word("gas", ("energy",)), Word("traders"), Word("whales", is_known=False)),
    aliases=("republic of sylvania",),
    phrases=("suppli contract",),
    amounts=(Amount.MONEY, Amount.SHARE),
    needed=("debt",),
    period=Period(date(2005, 6, 1), date(2005, 8, 31)),
    newest_first=True,
    speakers=("graustark",),
    names_subject=True,
    without_partners=("strelia",),
    without_words=(Word("border", ("borders",)),),
    source="gazette-2018",
    chatter=Chatter.THANKS,
    page=3,
    size=4,
    shown=21,
)


@given(requests())
def test_request_round_trips_through_its_encoding(request: Request) -> None:
    text = encode_request(request)

    assert decode_request(text) == request
    assert encode_request(request) == text


def test_encoding_has_every_field() -> None:
    for field in fields(Request):
        assert getattr(EVERYTHING, field.name) != getattr(Request(), field.name), field.name
    assert decode_request(encode_request(EVERYTHING)) == EVERYTHING
    assert len(json.loads(encode_request(EVERYTHING))) == len(fields(Request)) + 1


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (Request(), '{"v":1}'),
        (Request(partners=("sylvania",), page=2), '{"v":1,"p":["sylvania"],"g":2}'),
        (Request(form=Form.TIMELINE, topics=("energy",)), '{"v":1,"f":"timeline","t":["energy"]}'),
        (
            Request(words=(Word("gas", ("energy",)), Word("Übung"), Word("whales", is_known=False))),
            '{"v":1,"w":[["gas",["energy"]],["Übung"],["whales",false]]}',
        ),
        (Request(period=Period(date(2020, 1, 1), None)), '{"v":1,"d":["2020-01-01",""]}'),
        (Request(period=Period(None, date(2020, 1, 1)), newest_first=True), '{"v":1,"d":["","2020-01-01"],"n":true}'),
    ],
)
def test_encoding_leaves_out_defaults(request_: Request, text: str) -> None:
    assert encode_request(request_) == text
    assert decode_request(text) == request_


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sylvania energy",
        "null",
        "[]",
        '"text"',
        "{}",
        '{"v":0}',
        '{"v":2,"p":["sylvania"]}',
        '{"v":"1"}',
        '{"v":1,"later":true}',
        '{"v":1,"f":"poem"}',
        '{"v":1,"p":"sylvania"}',
        '{"v":1,"p":[1]}',
        '{"v":1,"p":[["sylvania"]]}',
        '{"v":1,"e":["sylvania"]}',
        '{"v":1,"e":"sylvania"}',
        '{"v":1,"w":"gas"}',
        '{"v":1,"w":["gas"]}',
        '{"v":1,"w":[[]]}',
        '{"v":1,"w":[["gas",true]]}',
        '{"v":1,"w":[["gas",[1]]]}',
        '{"v":1,"w":[["gas",[],1]]}',
        '{"v":1,"w":[[1,false]]}',
        '{"v":1,"w":[1]}',
        '{"v":1,"d":["2020-01-01"]}',
        '{"v":1,"d":["2020-13-01",""]}',
        '{"v":1,"d":["2020-01-02","2020-01-01"]}',
        '{"v":1,"d":["","9999-12-31"]}',
        '{"v":1,"d":1}',
        '{"v":1,"n":1}',
        '{"v":1,"n":false}',
        '{"v":1,"o":1}',
        '{"v":1,"h":"sorry"}',
        '{"v":1,"g":0}',
        '{"v":1,"g":-1}',
        '{"v":1,"g":true}',
        '{"v":1,"g":1.5}',
        '{"v":1,"g":"2"}',
        '{"v":1,"z":0}',
        "[" * 100_000,
        None,
        5,
        {"v": 1},
        b"\xff",
    ],
)
def test_decodes_other_values_as_none(text: object) -> None:
    assert decode_request(text) is None


@given(st.one_of(st.text(), st.binary(), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("vfpiectwakdnsuxyohgz"), inner, max_size=5),
).map(json.dumps)))  # fmt: skip
def test_decodes_any_text_without_raising(text: str | bytes) -> None:
    request = decode_request(text)

    assert request is None or decode_request(encode_request(request)) == request


def test_page_is_bounded() -> None:
    assert decode_request(f'{{"v":{VERSION},"g":100000}}') == Request(page=MAX_PAGE)


def test_usual_requests_fit_into_buttons_and_options() -> None:
    usual = Request(form=Form.TIMELINE, partners=("nagorno-karabakh",), topics=("diplomacy",), page=12, shown=120)

    assert len(encode_request(usual)) <= OPTION
    assert len(encode_request(EVERYTHING)) <= BUTTON


@pytest.mark.parametrize(
    ("request_", "is_narrowed"),
    [
        (Request(), False),
        (Request(partners=("sylvania",), page=2, form=Form.TIMELINE), False),
        (Request(names_subject=True), False),
        (Request(topics=("energy",)), True),
        (Request(involving=("zenda",)), True),
        (Request(words=(Word("gas"),)), True),
        (Request(period=Period(None, date(2020, 1, 1))), True),
        (Request(newest_first=True), True),
        (Request(speakers=("zenda",)), True),
        (Request(without_partners=("zenda",)), True),
        (Request(without_words=(Word("gas"),)), True),
    ],
)
def test_request_is_narrowed_by_more_than_names(request_: Request, is_narrowed: bool) -> None:
    assert request_.is_narrowed is is_narrowed


def test_topics_and_unknown_words_of_a_request() -> None:
    request = Request(
        topics=("energy",),
        words=(Word("border", ("borders",)), Word("gas", ("energy",)), Word("whales", is_known=False)),
    )

    assert request.all_topics == ("energy", "borders")
    assert request.unknown == ("whales",)
