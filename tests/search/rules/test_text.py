"""The rules that change the text before it is split into words: addresses, flags, emoji, and the bot's own name."""

import pytest

from bot.domain.answers import Answer, Asked, Outcome
from bot.domain.requests import Request
from bot.domain.responses import Timeline
from bot.search import Index, follow_up, parse, respond, strip_markup
from bot.search.rules import addressee, addresses, emoji, flags
from bot.search.rules.draft import Draft
from tests.bases import TODAY, index

INDEX = index()


def text_left(text: str, base: Index = INDEX) -> str:
    """Return what these rules leave of a text."""
    draft = Draft(base, text, TODAY)
    for module in (addresses, flags, emoji, addressee):
        module.RULE.apply(draft)
    return " ".join(draft.tokens.text.split())


@pytest.mark.parametrize(
    ("text", "left"),
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
def test_flag_is_spelt_as_its_country(text: str, left: str) -> None:
    assert text_left(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
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
def test_emoji_is_dropped(text: str, left: str) -> None:
    assert [word for word in text_left(text).split() if word != "🏽"] == left.split()


@pytest.mark.parametrize(
    ("text", "left"),
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
        ("gas see https://sylvania.example/x", "gas"),
        ("gas (source: www.sylvania.example)", "gas ("),
        ("gas of sylvania.com", "gas of sylvania"),
        ("file:///home/sylvania.txt gas", "gas"),
        ("a.com gas.Gov in sylvania", "a.com gas in sylvania"),
        ("see sylvania", "see sylvania"),
    ],
)
def test_markup_and_address_are_dropped(text: str, left: str) -> None:
    assert text_left(text) == left


def test_label_of_a_link_is_kept_where_a_person_wrote_it() -> None:
    assert strip_markup("<https://a.example/x|the page>").split() == ["the", "page"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ruri sylvania", "sylvania"),
        ("@Ruri sylvania", "sylvania"),
        ("hey ruri, what about sylvania", "hey , what about sylvania"),
        ("what does ruri's base hold?", "what does base hold?"),
        ("ruritania rurik x-ruri ruri.example", "ruritania rurik x-ruri .example"),
    ],
)
def test_own_name_is_dropped(text: str, left: str) -> None:
    assert text_left(text) == left


@pytest.mark.parametrize(
    ("command", "text", "left"),
    [
        ("/sylvania", "@sylvania gas", "@sylvania gas"),
        ("/energy", "energy in sylvania", "energy in sylvania"),
        ("/ask", "@ask what to ask", "what to ask"),
        ("/foreign-affairs", "@foreign-affairs on foreign affairs", "on foreign affairs"),
    ],
)
def test_own_name_that_means_something_is_kept(command: str, text: str, left: str) -> None:
    knowledge = f"title: T\nsubject: ruritania\ncommand: {command}\nowner: o\nreview_interval_days: 9\n"

    assert text_left(text, index(knowledge=knowledge)) == left


@pytest.mark.parametrize("text", ["🇧🇴", ":flag-bo:", "gas in 🇧🇴?", "timeline :flag-bo:", "about 🇧🇴"])
def test_flag_names_a_country(text: str) -> None:
    assert [match.country.name for match in parse(text, INDEX, TODAY).countries] == ["Bolivia"]


def test_flag_names_a_partner_in_every_form() -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: state\niso: BO\n")
    timeline = respond("timeline :flag-bo:", base, TODAY)
    about = respond("about 🇧🇴", INDEX, TODAY)

    assert isinstance(timeline, Timeline)
    assert timeline.request.partners == ("zenda",)
    assert isinstance(about, Answer)
    assert (about.outcome, about.text) == (Outcome.NONE, "about 🇧🇴")


@pytest.mark.parametrize("text", [":+1:", "🙏", "ruri", "<https://example.com/sylvania>"])
def test_noise_alone_asks_for_help(text: str) -> None:
    response = respond(text, INDEX, TODAY)

    assert isinstance(response, Answer)
    assert response.outcome is Outcome.HELP


def test_follow_up_is_read_without_its_noise() -> None:
    response = follow_up(":wave: ruri and energy? :pray:", Asked(Request(partners=("sylvania",))), INDEX, TODAY)

    assert response.request == Request(partners=("sylvania",), topics=("energy",))
