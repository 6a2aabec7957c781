"""A press on *Cite* or a choice of a style asks for the citations of what was shown."""

from typing import Any

import pytest

from bot.domain.requests import Request, encode_request
from bot.reply import CitingStyle, to_cited

ASKED = Request(partners=("sylvania",), page=2)
VALUE = encode_request(ASKED)


def styled(value: Any) -> dict[str, Any]:
    """Return a choice in the menu of styles."""
    return {"action_id": "cite-style.1", "selected_option": {"value": value}}


@pytest.mark.parametrize(
    ("action", "view", "cited"),
    [
        ({"action_id": "cite-shown.3", "value": VALUE}, {}, (ASKED, CitingStyle.CHICAGO)),
        ({"action_id": "cite-shown.3", "value": '{"v":0}'}, {}, (None, CitingStyle.CHICAGO)),
        ({"action_id": "cite-shown.3"}, {}, (None, CitingStyle.CHICAGO)),
        (styled("apa"), {"private_metadata": VALUE}, (ASKED, CitingStyle.APA)),
        (styled("bibtex"), {"private_metadata": VALUE}, (ASKED, CitingStyle.BIBTEX)),
        (styled("harvard"), {"private_metadata": VALUE}, (ASKED, CitingStyle.CHICAGO)),
        (styled(None), {"private_metadata": VALUE}, (ASKED, CitingStyle.CHICAGO)),
        ({"action_id": "cite-style.1"}, {"private_metadata": VALUE}, (ASKED, CitingStyle.CHICAGO)),
        (styled("apa"), {"private_metadata": "{}"}, (None, CitingStyle.APA)),
        (styled("apa"), {}, (None, CitingStyle.APA)),
    ],
)
def test_parses_request_and_style(
    action: dict[str, Any], view: dict[str, Any], cited: tuple[Request | None, CitingStyle]
) -> None:
    assert to_cited(action, view) == cited
