"""`azrel cite`: a fact's sources in a terminal."""

import json
from pathlib import Path

import pytest

from bot import cli
from tests.bases import texts, write_base


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_base(tmp_path / "base", texts())
    monkeypatch.setenv("AZREL_KNOWLEDGE_DIR", str(folder))
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["cite", *arguments])
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


@pytest.mark.parametrize(
    ("options", "beginning"),
    [
        ((), "“not one cart crossed.” [quotation not yet verified] “The Gazette,” Gazette Press, as of July 27, 2018"),
        (("--style", "apa"), "“not one cart crossed” [quotation not yet verified] (“The Gazette,” 2018, page 4)."),
        (("--style", "bibtex"), "@misc{sylvania-border-closed,\n  title = {{The Gazette}},"),
        (
            ("--style", "plain"),
            "“not one cart crossed” [quotation not yet verified] The Gazette, Gazette Press, page 4",
        ),
    ],
)
def test_prints_a_fact_in_a_style(options: tuple[str, ...], beginning: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "sylvania-border-closed", *options)

    assert (status, err) == (0, "")
    assert out.startswith(beginning)


def test_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "sylvania-border-closed", "--style", "apa", "--json")
    record = json.loads(out)

    assert status == 0
    assert (record["fact"], record["style"], len(record["citations"])) == ("sylvania-border-closed", "apa", 1)


@pytest.mark.parametrize(
    ("given", "cure"),
    [
        ("sylvania-border-close", "the nearest are sylvania-border-closed"),
        ("xyzzy", "'azrel ask --json' and words of it show its id"),
    ],
)
def test_names_unknown_fact_with_cure(given: str, cure: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, given)

    assert (status, out) == (1, "")
    assert err.startswith(f"azrel: there is no fact '{given}': {cure}")
