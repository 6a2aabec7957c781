from dataclasses import fields, replace
from datetime import date

import pytest

from bot.domain.dates import Period
from bot.domain.requests import Amount, Chatter, Form, Request, Word
from bot.domain.world import Country, World
from bot.reply import to_phrase, to_query
from bot.reply.phrases import MAX_ECHO, echo_of, to_scope
from bot.search import answer, parse, respond
from tests.bases import TODAY, index

INDEX = index()
SNAPSHOT = replace(INDEX.snapshot, world=World({"BO": Country("BO", "BOL", "Bolivia", ())}))
SINCE = Period(date(2000, 1, 1), None)
SYLVANIA, BOTH = ("sylvania",), ("sylvania", "graustark")

PHRASES = [
    (Request(partners=SYLVANIA), "Sylvania"),
    (Request(partners=BOTH), "Sylvania Graustark"),
    (Request(topics=("energy",)), "energy"),
    (Request(partners=SYLVANIA, topics=("energy",), period=SINCE), "Sylvania energy since 2000"),
    (Request(partners=SYLVANIA, words=(Word("king"), Word("whales", is_known=False))), "Sylvania king whales"),
    (Request(partners=SYLVANIA, without_partners=("graustark", "zenda")), "Sylvania except Graustark except Zenda"),
    (Request(partners=SYLVANIA, without_words=(Word("king"),)), "Sylvania except king"),
    (Request(partners=SYLVANIA, newest_first=True), "Sylvania latest"),
    (Request(newest_first=True, period=SINCE), "latest since 2000"),
    (Request(partners=SYLVANIA, amounts=(Amount.NUMBER, Amount.SHARE)), "Sylvania how many what share"),
    (Request(partners=SYLVANIA, amounts=(Amount.MONEY,)), "Sylvania for how much"),
    (Request(partners=SYLVANIA, amounts=(Amount.DATE,)), "Sylvania in what year"),
    (Request(partners=SYLVANIA, amounts=(Amount.PERSON,)), "Sylvania by name"),
    (Request(partners=BOTH, any_partner=True, words=(Word("king"),)), "Sylvania or Graustark king"),
    (Request(names_subject=True), "Ruritania"),
    (Request(names_subject=True, period=SINCE), "Ruritania since 2000"),
    (Request(names_subject=True, partners=SYLVANIA), "Sylvania"),
    (Request(partners=BOTH, speakers=SYLVANIA), "what does Sylvania say about Graustark"),
    (Request(partners=SYLVANIA, speakers=SYLVANIA), "what does Sylvania say"),
    (Request(form=Form.TIMELINE, partners=SYLVANIA, period=SINCE, page=2), "timeline Sylvania since 2000 page 2"),
    (Request(form=Form.COMPARE, partners=BOTH, words=(Word("king"),)), "compare Sylvania Graustark king"),
    (Request(form=Form.SOURCE, source="gazette-2018", page=2), "source gazette-2018 page 2"),
    (Request(form=Form.SOURCE), "source"),
    (Request(form=Form.TOPICS), "topics"),
    (Request(form=Form.PARTNERS, page=3), "partners page 3"),
    (Request(form=Form.PARTNERS, kind="state", page=2), "list states page 2"),
    (Request(form=Form.SOURCES), "sources"),
    (Request(form=Form.MAP), "map"),
    (Request(form=Form.ABOUT), "about"),
    (Request(form=Form.HELP), "help"),
    *[
        (Request(form=Form.CHATTER, chatter=kind), words)
        for kind, words in zip(Chatter, ("hello", "thanks", "good bot", "bad bot", "okay", "goodbye"), strict=True)
    ],
]


@pytest.mark.parametrize(("request_", "phrase"), PHRASES, ids=[phrase for _, phrase in PHRASES])
def test_phrase_reads_back_as_the_request(request_: Request, phrase: str) -> None:
    assert to_phrase(request_, SNAPSHOT) == phrase
    read = parse(phrase, INDEX, TODAY).request
    asked = request_.change(names_subject=False) if request_.partners else request_
    # Among other words a topic's name is one of them.
    assert {field.name for field in fields(Request) if getattr(read, field.name) != getattr(asked, field.name)} <= (
        {"topics", "words"} if request_.partners and request_.topics else set()
    )
    assert read.all_topics == asked.all_topics


@pytest.mark.parametrize(
    ("request_", "phrase"),
    [
        (Request(partners=SYLVANIA, involving=("graustark",), topics=("energy",)), "Sylvania Graustark energy"),
        (Request(form=Form.MENTIONED, partners=BOTH, topics=("energy",), page=2), "Sylvania Graustark energy page 2"),
        (Request(countries=("BO",), words=(Word("tin"),)), "Bolivia tin"),
        (Request(partners=("gone",), topics=("lost",), countries=("XX",)), "gone XX lost"),
        (Request(partners=SYLVANIA, either=(("michael-elphberg", "rudolf-elphberg"),)), "Sylvania"),
        (Request(partners=SYLVANIA, words=(Word("a\u202eb\n c"),)), "Sylvania a b c"),
        (Request(form=Form.CHATTER), "hello"),
        (Request(), ""),
    ],
)
def test_words_requests_that_cannot_be_typed(request_: Request, phrase: str) -> None:
    assert to_phrase(request_, SNAPSHOT) == phrase


@pytest.mark.parametrize(
    ("request_", "query"),
    [
        (Request(partners=SYLVANIA, topics=("energy",), page=2), "Sylvania energy page 2"),
        (Request(topics=("energy", "borders")), "energy topic:borders"),
        (Request(topics=("energy",), words=(Word("king"),), page=2), "king topic:energy page 2"),
        (Request(partners=SYLVANIA, involving=("graustark",)), "Sylvania with:graustark"),
        (Request(involving=("graustark",), topics=("energy", "borders")), "energy topic:borders with:graustark"),
        (Request(involving=("graustark",)), "with:graustark"),
        (Request(names_subject=True, words=(Word("king"),), page=2), "Ruritania king page 2"),
        (Request(names_subject=True, page=2), "Ruritania page 2"),
    ],
)
def test_query_reads_back_as_the_request(request_: Request, query: str) -> None:
    assert to_query(request_, SNAPSHOT) == query
    assert parse(query, INDEX, TODAY).request == request_


def test_names_topic_whose_id_differs() -> None:
    topics = {"energy": replace(SNAPSHOT.topics["energy"], name="Oil and gas")}

    assert to_phrase(Request(topics=("energy",)), replace(SNAPSHOT, topics=topics)) == "Oil and gas"


@pytest.mark.parametrize(
    ("request_", "scope"),
    [
        (Request(partners=BOTH), "Sylvania and Graustark"),
        (Request(form=Form.TIMELINE, partners=SYLVANIA, topics=("energy",), page=3), "Sylvania energy"),
        (Request(partners=BOTH, speakers=SYLVANIA), "Sylvania and Graustark, in the words of Sylvania"),
        (Request(names_subject=True), ""),
    ],
)
def test_describes_scope_of_facts_briefly(request_: Request, scope: str) -> None:
    assert to_scope(request_, SNAPSHOT) == scope


def test_echoes_typed_text_or_pressed_request() -> None:
    assert echo_of(respond("  sylvanja  gas ", INDEX, TODAY)) == "sylvanja gas"
    assert echo_of(answer(Request(partners=SYLVANIA), INDEX, TODAY)) == "Sylvania"
    long = answer(Request(words=tuple([Word("castle" * 9)] * 9)), INDEX, TODAY)
    assert MAX_ECHO - len("castle" * 9) <= len(echo_of(long)) <= MAX_ECHO
