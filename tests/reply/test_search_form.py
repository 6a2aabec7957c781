import pytest

from bot.domain.requests import Request
from bot.reply import Filled, parse_search_form, to_partner_options, to_search_form
from bot.sandbox import check_options, check_view
from tests.bases import index

SNAPSHOT = index().snapshot


@pytest.mark.parametrize(
    ("values", "filled", "request_"),
    [
        (
            {
                "partner": {"partner": {"selected_option": {"value": "sylvania"}}},
                "topic": {"topic": {"selected_option": {"value": "energy"}}},
                "period": {"period": {"value": " since 2000 "}},
                "words": {"words": {"value": " gas "}},
            },
            Filled("sylvania", "energy", "since 2000", "gas"),
            Request(partners=("sylvania",), topics=("energy",)),
        ),
        (
            {
                "partner": {"partner": {"selected_option": None}},
                "topic": {"topic": {"selected_option": {"value": "energy"}}},
                "period": {"period": {"value": None}},
            },
            Filled(topic="energy"),
            Request(topics=("energy",)),
        ),
        ({"partner": {"partner": {"selected_option": 5}}, "topic": None, "period": {}}, Filled(), Request()),
        ({}, Filled(), Request()),
    ],
)
def test_parses_filled_form_into_a_request(values: dict[str, object], filled: Filled, request_: Request) -> None:
    found = parse_search_form(values)

    assert found == filled
    assert found.to_request() == request_
    assert found.is_empty == (filled == Filled())


def test_form_and_options_are_valid() -> None:
    assert check_view(to_search_form(SNAPSHOT)) == []
    options = to_partner_options(SNAPSHOT.partners.values())
    assert check_options(options) == []
    assert options["option_groups"][0]["label"]["text"] == "States"
    labels = [option["text"]["text"] for option in options["option_groups"][0]["options"]]
    assert labels == [":flag-gk: Graustark", ":flag-rr: Ruritania", ":flag-sy: Sylvania"]
