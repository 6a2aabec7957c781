from typing import Any

import pytest

from bot.slack.shown import to_shown_text


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, **more}


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ({"text": "Turkey\nand  Georgia"}, "Turkey\nand Georgia"),
        ({"text": "oil &amp; gas <@U1> <https://a.example|Turkey's page>"}, "oil & gas Turkey's page"),
        (
            {
                "text": "Hi <@U1>, Turkey",
                "blocks": [rich(text("Hi "), {"type": "user", "user_id": "U1"}, text(", Turkey"))],
            },
            "Hi , Turkey",
        ),
        (
            {
                "text": "",
                "blocks": [
                    rich(
                        text("Ge"),
                        text("orgia "),
                        {"type": "emoji", "name": "flag-tr"},
                        {"type": "link", "url": "https://a.example", "text": "Iran"},
                    )
                ],
            },
            "Georgia :flag-tr: Iran",
        ),
        (
            {
                "blocks": [
                    {
                        "type": "rich_text",
                        "elements": [
                            {
                                "type": "rich_text_list",
                                "elements": [rich(text("Turkey"))["elements"][0], rich(text("Iran"))["elements"][0]],
                            }
                        ],
                    }
                ]
            },
            "Turkey\nIran",
        ),
        (
            {
                "blocks": [
                    {"type": "header", "text": {"type": "plain_text", "text": "Head"}},
                    {
                        "type": "section",
                        "text": {"type": "mrkdwn", "text": "*Body*"},
                        "fields": [{"type": "plain_text", "text": "F1"}, {"type": "mrkdwn", "text": "F2"}],
                    },
                    {
                        "type": "context",
                        "elements": [
                            {"type": "mrkdwn", "text": "Small"},
                            {"type": "image", "image_url": "https://x.example", "alt_text": "Map"},
                        ],
                    },
                    {"type": "markdown", "text": "# Md"},
                    {
                        "type": "actions",
                        "elements": [
                            {
                                "type": "static_select",
                                "placeholder": {"type": "plain_text", "text": "Pick"},
                                "options": [{"text": {"type": "plain_text", "text": "Hidden"}, "value": "v"}],
                            }
                        ],
                    },
                ]
            },
            "Head\n*Body*\nF1\nF2\nSmall\nMap\n# Md",
        ),
        (
            {
                "text": "",
                "attachments": [
                    {
                        "title": "Turkey and Georgia sign gas deal",
                        "text": "Ankara and Tbilisi …",
                        "fallback": "Turkey and Georgia sign gas deal",
                    }
                ],
            },
            "Turkey and Georgia sign gas deal\nAnkara and Tbilisi …",
        ),
        ({"attachments": [{"fallback": "Only this"}]}, "Only this"),
        (
            {
                "attachments": [
                    {
                        "pretext": "P",
                        "author_name": "A",
                        "fields": [{"title": "T", "value": "V"}],
                        "files": [{"title": "Annex"}],
                    }
                ]
            },
            "P\nA\nT\nV\nAnnex",
        ),
        (
            {
                "text": "",
                "attachments": [
                    {
                        "is_share": True,
                        "text": "Forwarded",
                        "message_blocks": [{"team": "T1", "message": {"blocks": [rich(text("Iran said"))]}}],
                    }
                ],
            },
            "Forwarded\nIran said",
        ),
        (
            {"text": "", "files": [{"title": "Shusha Declaration.pdf", "name": "x.pdf"}, {"name": "map.png"}]},
            "Shusha Declaration.pdf\nmap.png",
        ),
        (
            {
                "text": 5,
                "blocks": "x",
                "attachments": [5, {"text": 5, "message_blocks": [{"message": 5}]}],
                "files": [{}],
            },
            "",
        ),
        ({}, ""),
    ],
)
def test_collects_all_visible_text(message: dict[str, Any], shown: str) -> None:
    assert to_shown_text(message) == shown


def test_stops_at_blocks_that_are_nested_too_deep() -> None:
    deep: dict[str, Any] = text("Turkey")
    for _ in range(500):
        deep = {"type": "section", "elements": [deep]}

    assert to_shown_text({"blocks": [deep]}) == ""
