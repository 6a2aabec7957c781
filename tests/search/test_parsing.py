"""What a text is read as in whole; what single rules do is in tests/search/rules."""

import pytest

from bot.domain.readings import Correction, Role
from bot.domain.requests import Chatter, Form, Request, Word
from bot.search import parse
from bot.search.parsing import parse_prose
from bot.search.rules.draft import MAX_LENGTH, MAX_WORDS
from tests.bases import FACT, TODAY, index, relation

INDEX = index()


def test_every_word_is_read_as_something() -> None:
    parsed = parse("Please: did Ruritania or sylvanja sign the treaty on whales in 1993? page 2", INDEX, TODAY)

    assert [(reading.text, reading.role) for reading in parsed.readings] == [
        ("Please", Role.STOP_WORD),
        ("did", Role.STOP_WORD),
        ("Ruritania", Role.SUBJECT),
        ("or", Role.STOP_WORD),
        ("sylvanja", Role.PARTNER),
        ("sign", Role.TEXT),
        ("the", Role.STOP_WORD),
        ("treaty", Role.TOPIC),
        ("on", Role.STOP_WORD),
        ("whales", Role.UNKNOWN),
        ("in 1993", Role.PERIOD),
        ("page 2", Role.PAGE),
    ]
    assert all(reading.meaning for reading in parsed.readings)


def test_request_has_what_was_read() -> None:
    parsed = parse("Please: did Ruritania or sylvanja sign the treaty on whales in 1993? page 2", INDEX, TODAY)

    assert parsed.period
    assert parsed.request == Request(
        partners=("sylvania",),
        words=(Word("sign"), Word("treaty", ("diplomacy",)), Word("whales", is_known=False)),
        needed=("sign",),
        period=parsed.period.period,
        names_subject=True,
        page=2,
    )
    assert parsed.request.unknown == ("whales",)
    assert parsed.period.period.label == "1993"


def test_corrections_say_what_was_typed() -> None:
    assert parse("sylvania tradres", INDEX, TODAY).corrections == (Correction("tradres", "traders"),)


@pytest.mark.parametrize(
    ("question", "topics", "words"),
    [
        ("energy", ("energy",), ()),
        ("Sylvania energy", ("energy",), ()),
        ("what about Energy?", ("energy",), ()),
        ("borders", ("borders",), ()),
        # A word for a topic finds facts by it too, but is looked for.
        ("gas", (), ("gas",)),
        # Beside other words a topic's name is one of them.
        ("energy treaty", (), ("energy", "treaty")),
        ("energy and diplomacy", (), ("energy", "diplomacy")),
        # A typo of a topic's name is its name.
        ("enregy", ("energy",), ()),
    ],
)
def test_topic_named_alone_filters(question: str, topics: tuple[str, ...], words: tuple[str, ...]) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.topics, tuple(word.text for word in request.words)) == (topics, words)


@pytest.mark.parametrize(
    ("question", "aliases"),
    [
        ("Sylvania", ()),
        ("sylvanian", ()),
        ("republic of sylvania", ("republic of sylvania",)),
        ("rudolf elphberg", ()),
        ("rudlof elphberg", ()),
        ("Rudolf V", ("Rudolf V",)),
    ],
)
def test_alias_of_several_words_is_kept(question: str, aliases: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.aliases == aliases


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("zenda IDP", ()),
        ("zenda UAVs", ()),
        ("zenda CNG", ("CNG",)),
        ("zenda exists y/n", ()),
    ],
)
def test_acronym_is_known_by_its_plural_or_singular(question: str, unknown: tuple[str, ...]) -> None:
    fact = FACT.replace("Zenda has a castle", "Zenda took in IDPs and bought a UAV")

    assert parse(question, index(relations__zenda=relation(fact)), TODAY).request.unknown == unknown


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("gas from sylvania to graustark", ("from > sylvania", "to > graustark")),
        ("gas from sylvania to the graustark", ("from > sylvania", "to > graustark")),
        ("gas from sylvania to the coast", ()),
        ("gas from sylvania to", ("from > sylvania",)),
        ("gas from -sylvania", ()),
    ],
)
def test_directions_are_read(question: str, phrases: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.phrases == phrases


def test_long_question_is_read_to_a_bound() -> None:
    parsed = parse("whale " * 50_000, INDEX, TODAY)

    assert len(parsed.readings) == MAX_WORDS
    assert parsed.request.unknown == ("whale",)
    assert parse("whale " * MAX_WORDS + "1993", INDEX, TODAY).request.period is None
    assert parse("." * MAX_LENGTH + "sylvania", INDEX, TODAY).request == Request(form=Form.HELP)


def test_word_behind_the_bound_asks_for_nothing() -> None:
    assert not parse("sylvania " + "please " * MAX_WORDS + "now", INDEX, TODAY).request.newest_first
    assert parse("sylvania please now", INDEX, TODAY).request.newest_first


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("", Form.HELP),
        ("  ", Form.HELP),
        ("?", Form.HELP),
        ("help", Form.HELP),
        ("can you help me?", Form.HELP),
        ("at the moment", Form.HELP),
        ("page 2", Form.HELP),
        ("hello, can you help me?", Form.HELP),
        ("bye for now", Form.CHATTER),
        ("hello there", Form.CHATTER),
        ("recently", Form.ANSWER),
        ("now 1993", Form.ANSWER),
        ("sylvania help", Form.ANSWER),
        ("whales", Form.ANSWER),
        ("topics", Form.TOPICS),
    ],
)
def test_form_of_a_question(question: str, form: Form) -> None:
    assert parse(question, INDEX, TODAY).request.form is form


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who won the castle", ["won", "castle"]),
        ("won't sylvania sign a treaty", ["sign", "treaty"]),
        ("haven't they signed a treaty", ["signed", "treaty"]),
        ("a safe haven in the castle", ["haven", "castle"]),
    ],
)
def test_only_contractions_are_stop_words(question: str, words: list[str]) -> None:
    base = index(relations__zenda=relation(FACT.replace("has a castle", "won a haven castle"), "zenda"))

    assert [word.text for word in parse(question, base, TODAY).request.words if word.text != "safe"] == words


@pytest.mark.parametrize(
    ("text", "chatter"),
    [
        ("hello", Chatter.GREETING),
        ("hi there, thanks", Chatter.THANKS),
        ("thanks a lot", Chatter.THANKS),
        ("good bot", Chatter.PRAISE),
        ("bad bot", Chatter.BLAME),
        ("that's wrong", Chatter.BLAME),
        ("see you later", Chatter.FAREWELL),
        ("hello world", Chatter.GREETING),
        ("gm everyone", Chatter.GREETING),
        ("hey there, buddy", Chatter.GREETING),
        ("good morning, Strelsau", Chatter.GREETING),
        ("knock knock", Chatter.GREETING),
        ("what's your name", Chatter.GREETING),
        ("test", Chatter.GREETING),
        ("thanks mate", Chatter.THANKS),
        ("thanks a million", Chatter.THANKS),
        ("thank you for your help", Chatter.THANKS),
        ("thanksss", Chatter.THANKS),
        ("much appreciated", Chatter.THANKS),
        ("lol nice one", Chatter.PRAISE),
        ("hahaha", Chatter.PRAISE),
        ("you're the best", Chatter.PRAISE),
        ("coool", Chatter.PRAISE),
        ("that's not helpful", Chatter.BLAME),
        ("shut up", Chatter.BLAME),
        ("see you tomorrow", Chatter.FAREWELL),
        ("never mind", Chatter.AGREEMENT),
        ("i'll be late", Chatter.AGREEMENT),
        ("hmmm", Chatter.AGREEMENT),
        ("+1", Chatter.AGREEMENT),
        (":-)", Chatter.AGREEMENT),
        ("<3", Chatter.AGREEMENT),
        ("hello sylvania", None),
        ("hello sylvania and ruritania", None),
        ("nice Strelsau", None),
        ("hello Strelsau gas", None),
        ("hello help", None),
        ("your help to the traders", None),
        ("thanks for the gas", None),
        ("good relations", None),
        ("compare", None),
    ],
)
def test_chatter_asks_for_nothing(text: str, chatter: Chatter | None) -> None:
    request = parse(text, INDEX, TODAY).request

    assert request.chatter is chatter
    assert chatter is None or request == Request(form=Form.CHATTER, chatter=chatter)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("what time is it in Strelsau", Form.HELP),
        ("time in sylvania", Form.HELP),
        ("what's the date today?", Form.HELP),
        ("what day is it", Form.HELP),
        ("how is the weather in sylvania", Form.HELP),
        ("is it raining", Form.HELP),
        ("i'm bored", Form.HELP),
        ("are you a human", Form.HELP),
        ("can i talk to a human", Form.HELP),
        ("i agree", Form.CHATTER),
        ("i want minerals", Form.ANSWER),
        ("i met the king of the mountains", Form.ANSWER),
        ("i like sylvania", Form.ANSWER),
        ("do you speak sylvanian?", Form.HELP),
        ("is anybody here from sylvania", Form.HELP),
        ("anyone here", Form.HELP),
        ("is anyone here sure that sylvania and graustark shut it", Form.ANSWER),
        ("time of the blockade", Form.ANSWER),
        ("what's the date of the treaty", Form.ANSWER),
        ("weather and gas", Form.ANSWER),
        ("what's the time in the frontier", Form.ANSWER),
    ],
)
def test_talk_time_of_day_and_weather_have_no_facts(question: str, form: Form) -> None:
    request = parse(question, INDEX, TODAY).request

    assert request.form is form
    assert form is not Form.HELP or request == Request(form=Form.HELP)


@pytest.mark.parametrize(
    "question",
    [
        "hows sylvania",
        "whats sylvania got to do",
        "dont know sylvania",
        "URGENT: who said what bout sylvania",
        "lets talk sylvania",
        "hadn't sylvania",
        "wheras sylvania",
        "couldny sylvania",
        "yo! sylvania",
        "let's hear about sylvania",
        "refresh my memory on sylvania",
    ],
)
def test_hasty_stop_words_are_passed_over(question: str) -> None:
    parsed = parse(question, INDEX, TODAY)

    assert ([match.partner.id for match in parsed.partners], parsed.request.words) == (["sylvania"], ())


def test_prose_names_only_whole_names() -> None:
    parsed = parse_prose("Michael joins us on sylvanja's gas: Rudolf Elphberg, SYLVANIA's", INDEX, TODAY)

    assert parsed.request.partners == ("rudolf-elphberg", "sylvania")
    assert [match.topic.id for match in parsed.topics] == ["energy"]
