"""`azrel picture` draws into a file."""

from pathlib import Path

import pytest

from tests.cli.commands import SECRET, run


@pytest.mark.parametrize("request_", [["timeline", "sylvania"], ["map"]])
def test_draws_picture_into_file(
    request_: list[str], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "picture", *request_, "-o", str(tmp_path / "x.png"))

    assert status == 0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert out.startswith(("Timeline of Sylvania", "Ruritania and its partners"))


def test_reports_why_picture_cannot_be_drawn_or_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is nothing to draw for 'sylvania'" in run(capsys, "picture", "sylvania", "-o", "x.png")[2]
    assert "cannot write" in run(capsys, "picture", "map", "-o", str(tmp_path / "none" / "x.png"))[2]
    monkeypatch.setattr("bot.cli.picture.find_spec", lambda _: None)
    assert "drawing needs matplotlib" in run(capsys, "picture", "map", "-o", str(tmp_path / "x.png"))[2]
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "AZREL_PUBLIC_URL": "https://azrel.example",
    }.items():
        monkeypatch.setenv(name, value)
    assert "AZREL_PUBLIC_URL asks for pictures" in run(capsys, "serve", "--port", "0")[2]
