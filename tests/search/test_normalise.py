import pytest

from bot.domain.answers import Answer, Outcome
from bot.domain.responses import Timeline
from bot.search import respond
from bot.search.flags import spell_flags
from bot.search.parsing import parse_query
from tests.bases import TODAY, index

INDEX = index()
COUNTRIES = INDEX.snapshot.world.countries


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("🇧🇴 gas", " Bolivia  gas"),
        ("gas:flag-bo:", "gas Bolivia "),
        ("🇧🇴🇧🇷", " Bolivia  Brazil "),
        ("sylvania", "sylvania"),
        ("ça va", "ça va"),
        ("🇦🇦 🇧 :flag-aa: :flag-england: :bo:", "🇦🇦 🇧 :flag-aa: :flag-england: :bo:"),
        ("🏴 👍", "🏴 👍"),
    ],
)
def test_a_flag_is_read_as_its_country_s_name(text: str, spelt: str) -> None:
    assert spell_flags(text, COUNTRIES) == spelt


@pytest.mark.parametrize("text", ["🇧🇴", ":flag-bo:", "gas in 🇧🇴?", "timeline :flag-bo:", "about 🇧🇴"])
def test_a_question_may_name_a_country_by_its_flag(text: str) -> None:
    assert [match.country.name for match in parse_query(text, INDEX, TODAY).countries] == ["Bolivia"]


def test_a_flag_is_asked_about_in_every_form_and_repeated_as_it_was_typed() -> None:
    timeline = respond("timeline :flag-sy:", INDEX, TODAY)
    about = respond("about 🇧🇴", INDEX, TODAY)

    assert isinstance(timeline, Timeline)
    assert [match.partner.id for match in timeline.answer.query.partners] == ["sylvania"]
    assert isinstance(about, Answer)
    assert (about.outcome, about.text) == (Outcome.NONE, "about 🇧🇴")
