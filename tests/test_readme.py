"""The claims of the documents hold."""

import re
import shlex
from pathlib import Path

import pytest

from bot import cli
from bot.settings import describe_settings

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = "\n".join(page.read_text("utf-8") for page in PAGES)


def block(marker: str) -> str:
    match = re.search(rf"<!-- {marker} -->\n```\w+\n(.*?)\n```", README, re.DOTALL)
    assert match, marker
    return match[1]


def test_documented_settings_equal_the_table() -> None:
    assert block("settings") == describe_settings()


@pytest.mark.parametrize("marker", ["set-up", "test"])
def test_each_set_up_is_one_line(marker: str) -> None:
    assert block(marker).count("\n") == 0


def test_questions_in_the_readme_have_answers(capsys: pytest.CaptureFixture[str]) -> None:
    questions = {*re.findall(r"`azrel (ask (?!QUESTION)[^`]*)`", README)}
    assert len(questions) >= 5
    for question in questions:
        with pytest.raises(SystemExit) as stopped:
            cli.main([*shlex.split(question), "--knowledge", str(KNOWLEDGE)])
        assert stopped.value.code == 0
        assert capsys.readouterr().out


def test_conversation_in_the_readme_is_real(capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.search(r"```console\n\$ azrel (ask [^\n]*)\n(.*?)```", README, re.DOTALL)
    assert shown
    with pytest.raises(SystemExit):
        cli.main([*shlex.split(shown[1]), "--knowledge", str(KNOWLEDGE)])
    said = capsys.readouterr().out.splitlines()

    for line in shown[2].splitlines():
        beginning = line.removesuffix("[…]").rstrip()
        assert any(other.startswith(beginning) for other in said), line


def test_example_fact_is_valid() -> None:
    import yaml

    from bot.loading.references import Known
    from bot.loading.schema import RelationFile

    example = re.search(r"```yaml\n(partner:.*?)```", README, re.DOTALL)
    assert example
    known = Known(
        topics=frozenset({"diplomacy", "economy"}),
        sources=frozenset({"globalsecurity-2018"}),
        partners=frozenset({"armenia", "turkey"}),
        facts=frozenset({"some-older-fact", "some-other-fact"}),
    )
    record = RelationFile.model_validate(yaml.load(example[1], yaml.BaseLoader), context=known)  # noqa: S506 - text only

    assert record.facts[0].id == "turkey-armenia-protocol-2009"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_have_targets(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 200
