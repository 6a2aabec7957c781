"""`azrel manifest` prints the app's manifest."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import run


@pytest.mark.parametrize("way", [["--url", "https://azrel.example.org"], ["--socket"]])
def test_prints_manifest_as_json(way: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "manifest", *way)

    assert status == 0
    assert json.loads(out)["features"]["slash_commands"][0]["command"] == "/ruri"
    assert json.loads(out)["settings"]["socket_mode_enabled"] is (way == ["--socket"])


def test_requires_https_address_or_socket(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "manifest", "--url", "http://azrel.example.org")[0] == 2
    assert run(capsys, "manifest")[0] == 2


@pytest.mark.parametrize(
    "url", ["", "https://", "https:///x", "https://a b", 'https://a"b', "https://a.example?x=1", "ftp://a.example"]
)
def test_refuses_address_that_slack_cannot_call(url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "manifest", "--url", url)

    assert (status, out) == (2, "")
    assert err.endswith("is not an address that Slack calls: give https://, a host, and a path if need be\n")
