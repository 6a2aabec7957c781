import pytest

from bot.domain.answers import Answer, Outcome
from bot.domain.responses import Timeline
from bot.search import complete, respond, strip_markup
from bot.search.normalise import normalise
from bot.search.parsing import parse_query
from tests.bases import TODAY, index

INDEX = index()


def words(text: str) -> str:
    return " ".join(normalise(text, INDEX).split())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("🇧🇴 gas", "Bolivia gas"),
        ("gas:flag-bo:", "gas Bolivia"),
        ("🇧🇴🇧🇷", "Bolivia Brazil"),
        (
            ":cn: :de: :es: :fr: :gb: :it: :jp: :kr: :ru: :us:",
            "China Germany Spain France United Kingdom Italy Japan South Korea Russia United States",
        ),
        (":UK: :Flag-BO:", "United Kingdom Bolivia"),
        (":uk: :flag-gb:", "United Kingdom United Kingdom"),
        (":wave::fr:and:it:", "France and Italy"),
        (":flag-sy: sylvania", "Syria sylvania"),
        ("🇦🇦 🇧 :flag-aa: :flag-england: :bo:", ""),
        ("ça va", "ça va"),
    ],
)
def test_flags_are_spelt_as_their_countries(text: str, read: str) -> None:
    assert words(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sylvania :pray:", "sylvania"),
        (":wave: sylvania", "sylvania"),
        ("thanks :+1::skin-tone-3:", "thanks"),
        ("THANKS :TADA:", "THANKS"),
        (":man-woman-girl: :o'clock: :e-mail: :8ball: :+1: :-1:", ""),
        (":partyparrot: :ぱーてぃー: sylvania:fire:", "sylvania"),
        ("sylvania :100: :1234:", "sylvania"),
        ("at 12:30:45 or 10:30: now", "at 12:30:45 or 10:30: now"),
        ("since:2020: compare:sylvania:graustark", "since:2020: compare:sylvania:graustark"),
        ("source : gazette : 2018", "source : gazette : 2018"),
        ("sylvania 🙏 👍🏽 👩‍👩‍👧 ☕️ 1️⃣ #⃣ ℹ️ ™", "sylvania \u200d \u200d"),
    ],
)
def test_emoji_are_dropped(text: str, read: str) -> None:
    assert [word for word in words(text).split() if word != "🏽"] == read.split()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@U0BOT> hello <#C1|general> <!here> <!subteam^S1|@desk>", "hello"),
        ("<https://example.com/sylvania> gas", "gas"),
        ("<https://example.com|example.com> gas <http://example.com/|http://example.com/>", "gas"),
        ("<mailto:ada@sylvania.example|ada@sylvania.example> gas", "gas"),
        ("<https://a.example/x|Sylvania's gas> please", "Sylvania's gas please"),
        ("https://example.com/sylvania gas, www.sylvania.example", "gas,"),
        ("sylvania.example/energy gas mailto:ada@sylvania.example ada.b+c@sylvania.example", "gas"),
        ("sylvania 8.8.2025 U.S./E.U. since:2020 a.m./p.m.", "sylvania 8.8.2025 U.S./E.U. since:2020 a.m./p.m."),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_mentions_and_addresses_are_dropped(text: str, read: str) -> None:
    assert words(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ruri sylvania", "sylvania"),
        ("@Ruri sylvania", "sylvania"),
        ("hey ruri, what about sylvania", "hey , what about sylvania"),
        ("what does ruri's base hold?", "what does base hold?"),
        ("ruritania rurik x-ruri ruri.example", "ruritania rurik x-ruri .example"),
    ],
)
def test_the_bots_own_name_is_dropped(text: str, read: str) -> None:
    assert words(text) == read


@pytest.mark.parametrize(
    ("command", "text", "read"),
    [
        ("/sylvania", "@sylvania gas", "@sylvania gas"),
        ("/energy", "energy in sylvania", "energy in sylvania"),
        ("/ask", "@ask what to ask", "what to ask"),
        ("/foreign-affairs", "@foreign-affairs on foreign affairs", "on foreign affairs"),
    ],
)
def test_a_bots_name_that_means_something_is_kept(command: str, text: str, read: str) -> None:
    knowledge = f"title: T\nsubject: ruritania\ncommand: {command}\nowner: o\nreview_interval_days: 9\n"

    assert " ".join(normalise(text, index(knowledge=knowledge)).split()) == read


@pytest.mark.parametrize("text", ["🇧🇴", ":flag-bo:", "gas in 🇧🇴?", "timeline :flag-bo:", "about 🇧🇴"])
def test_a_question_may_name_a_country_by_its_flag(text: str) -> None:
    assert [match.country.name for match in parse_query(text, INDEX, TODAY).countries] == ["Bolivia"]


def test_a_flag_is_asked_about_in_every_form_and_repeated_as_it_was_typed() -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: state\niso: BO\n")
    timeline = respond("timeline :flag-bo:", base, TODAY)
    about = respond("about 🇧🇴", INDEX, TODAY)

    assert isinstance(timeline, Timeline)
    assert [match.partner.id for match in timeline.answer.query.partners] == ["zenda"]
    assert isinstance(about, Answer)
    assert (about.outcome, about.text) == (Outcome.NONE, "about 🇧🇴")


@pytest.mark.parametrize("text", [":+1:", "thanks :pray:", "🙏", "ruri", "<https://example.com/sylvania>"])
def test_what_only_carries_noise_asks_for_help(text: str) -> None:
    response = respond(text, INDEX, TODAY)

    assert isinstance(response, Answer)
    assert response.outcome is Outcome.HELP


def test_a_follow_up_is_read_without_its_noise() -> None:
    assert complete(":wave: ruri and energy? :pray:", "Sylvania", INDEX, TODAY) == "Sylvania energy"


def test_a_links_label_is_kept_where_a_person_wrote_it() -> None:
    assert strip_markup("<https://a.example/x|the page>").split() == ["the", "page"]
