"""`azrel init` writes a base without problems, or nothing."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot import cli
from bot.cli.template import TEMPLATES
from bot.loading import load_folder
from tests.loading.editors import as_editors_read
from tests.terminal import converse

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a function that runs `azrel …` in an empty directory; it returns the exit status and both outputs."""
    monkeypatch.delenv("AZREL_KNOWLEDGE_DIR", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return run


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)
def test_each_template_makes_base_without_warnings(template: "object", run: Run, tmp_path: Path) -> None:
    name, question = template.name, template.question  # type: ignore[attr-defined]

    status, out, err = run("init", "ports", "--template", name)

    assert (status, err) == (0, "")
    assert set(out.split("\n\n")[0].splitlines()) == {f"ports/{path}" for path in files_in(tmp_path / "ports")}
    assert run("check", "--strict", "ports") == (0, "", "ports: 0 errors, 0 warnings\n")
    assert run("verify", "--texts", "ports/texts", "--knowledge", "ports")[0] == 0
    assert json.loads(run("ask", "--json", "--knowledge", "ports", *question.split())[1])["outcome"] == "answer"
    assert f"azrel ask {question}" in out
    assert "{{" not in "".join((tmp_path / "ports" / path).read_text("utf-8") for path in files_in(tmp_path / "ports"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_editors_find_schemas_outside_a_clone(template: str, run: Run, tmp_path: Path) -> None:
    run("init", "ports", "--template", template)

    for path in (tmp_path / "ports").rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        schema = (path.parent / first.partition("$schema=")[2]).resolve()
        assert schema.parent == (tmp_path / "ports/schemas")
        jsonschema.validate(as_editors_read(path), json.loads(schema.read_text("utf-8")))


def test_rewrites_schemas(run: Run, tmp_path: Path) -> None:
    run("init", "ports")
    (tmp_path / "ports/schemas/topics.json").write_text("{}", "utf-8")
    (tmp_path / "ports/topics.yaml").write_text("mine", "utf-8")

    assert run("init", "--schemas", "ports")[0] == 0
    assert len((tmp_path / "ports/schemas/topics.json").read_text("utf-8")) > 100
    assert (tmp_path / "ports/topics.yaml").read_text("utf-8") == "mine"
    assert "there is no base in none" in run("init", "--schemas", "none")[2]


@pytest.mark.parametrize(
    ("subject", "id_"),
    [
        ("Portugal", "portugal"),
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("C#: the 'good' parts # 1", "c-the-good-parts-1"),
        ("- *x* & [y]", "x-y"),
        ("日本", "subject"),
        ("null", "null"),
        ("1993", "1993"),
        ("Ω" * 120, "ω" and "subject"),
    ],
)
def test_base_is_sound_with_any_name_of_the_subject(subject: str, id_: str, run: Run, tmp_path: Path) -> None:
    status, _, err = run("init", "base", f"--subject={subject}", "--command", "/ask", "--owner", "Ada: and # others")

    assert (status, err) == (0, "")
    snapshot = load_folder(tmp_path / "base").snapshot
    assert snapshot
    assert (snapshot.about.subject, snapshot.partners[id_].name) == (id_, subject)
    assert snapshot.about.owner == "Ada: and # others"
    assert all(citation.is_verified for citation in snapshot.citations)


def test_warns_of_subject_named_like_a_topic_word(run: Run) -> None:
    status, out, _ = run("init", "base", "--subject", "Oil")

    assert (status, "relations/oil.yaml:4:7: warning: the name 'Oil' is a word of the topic Energy" in out) == (0, True)


def test_takes_kinds_from_option(run: Run, tmp_path: Path) -> None:
    assert run("init", "base", "--kinds", "state, sea port, shipping company, person")[0] == 0

    snapshot = load_folder(tmp_path / "base").snapshot
    assert snapshot
    assert [(kind.id, kind.noun.plural, kind.members) for kind in snapshot.about.kinds] == [
        ("state", "states", "states"),
        ("sea-port", "sea ports", None),
        ("shipping-company", "shipping companies", None),
        ("person", "people", "persons"),
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--template", "castle"],
            "--template: there is no template 'castle': name one of relations, products, glossary",
        ),
        (["--subject", "!"], "--subject: '!' has no letters or digits"),
        (["--subject", "x" * 121], "--subject: the text has 121 characters"),
        (["--subject", "a\x1b[0m"], "--subject: the text holds the invisible character"),
        (["--command", "ask"], "--command: 'ask' is not a slash command"),
        (["--kinds", ","], "--kinds: name different kinds"),
        (["--kinds", "port, Port"], "--kinds: name different kinds"),
        (["--kinds", "日本"], "--kinds: "),
        (["--owner", ""], "--owner: "),
        (["--subject", "Example League"], "--subject: the example of this template is called 'Example League'"),
        (["--subject", "League of Examples"], "belongs to"),
    ],
)
def test_refuses_invalid_values_and_writes_nothing(
    arguments: list[str], expected: str, run: Run, tmp_path: Path
) -> None:
    status, out, err = run("init", "base", *arguments)

    assert (status, out) == (2, "")
    assert err.startswith("azrel: nothing was written")
    assert expected in err
    assert files_in(tmp_path) == set()


def test_overwrites_no_existing_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base/README.md").write_text("mine", "utf-8")

    status, _, err = run("init", "base")
    assert status == 2
    assert err.startswith("azrel: nothing was written, since these files exist: base/README.md\n")
    assert files_in(tmp_path) == {"base/README.md"}
    (tmp_path / "base/README.md").rename(tmp_path / "base/notes.md")
    (tmp_path / "base/compose.yaml").write_text("services: {}", "utf-8")
    assert "compose.yaml:1:1: nothing reads this file" in run("init", "base")[2]
    (tmp_path / "base/compose.yaml").unlink()
    assert run("init", "base")[0] == 0
    assert "README.md" in run("init", "base")[2]
    assert "is a file: name a folder" in run("init", "base/notes.md")[2]


def test_reports_unwritable_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "azrel: cannot write base: [Errno 13] Permission denied\n" in run("init", "base")[2]


def test_writes_recipe_at_top_of_repository(run: Run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)  # noqa: S607
    status, out, _ = run("init", "docs/our base", "--azrel", "azrel @ git+https://example.org/azrel")

    assert status == 0
    assert ".github/workflows/check-our-base.yml" in out.splitlines()
    workflow = yaml.safe_load((tmp_path / ".github/workflows/check-our-base.yml").read_text("utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert steps == [
        "python -m pip install 'azrel @ git+https://example.org/azrel'",
        "azrel check --knowledge 'docs/our base'",
    ]
    readme = (tmp_path / "docs/our base/README.md").read_text("utf-8")
    link = re.search(r"\]\((\S*check\S*)\)", readme)
    assert link
    assert (tmp_path / "docs/our base" / link[1]).is_file()
    assert run("init", ".", "--subject", "Ports")[2].count("nothing reads this file") >= 1, "a base within a base"


@pytest.mark.parametrize(
    ("origin", "remote", "expected"),
    [
        ({}, None, "azrel==1.2.3"),
        ({"url": "https://x.example/azrel", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, None, "'azrel @ git+https://x.example/azrel@abc'"),
        ({"url": "file:///clone", "dir_info": {}}, "https://x.example/azrel.git", "'azrel @ git+https://x.example/azrel.git'"),
        ({"url": "file:///clone", "dir_info": {}}, None, "azrel==1.2.3"),
    ],
)  # fmt: skip
def test_recipe_installs_azrel_from_its_origin(
    origin: dict[str, object],
    remote: str | None,
    expected: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Installed:
        version = "1.2.3"

        def read_text(self, _: str) -> str | None:
            return json.dumps(origin) if origin else None

    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed())
    monkeypatch.setattr("bot.cli.changes.remote_of", lambda _: remote)
    run("init", "base")

    assert f"pip install {expected}\n" in (tmp_path / "base/.github/workflows/check.yml").read_text("utf-8").replace(
        "''", "'"
    )


def test_asks_in_terminal_until_answer_is_valid(tmp_path: Path) -> None:
    typed = [
        "castle",
        "products",
        "Our shop",
        "shop",
        "/shop",
        "product, library, library",
        "product, library",
        "the shop's team",
    ]

    status, shown = converse(["init", "base"], "".join(f"{line}\n" for line in typed), tmp_path)

    assert status == 0, shown
    for expected in (
        "What is it like (relations, products, glossary) [relations]: ",
        "there is no template 'castle': name one of",
        "What is it about [Base]: ",
        "Slash command [/our]: ",
        "'shop' is not a slash command",
        "Kinds, separated by commas [product, library, service, standard, company]: ",
        "name different kinds",
        "Who answers for it [the curators of /shop]: ",
        "A base on Our shop, which passes its check.",
    ):
        assert expected in shown
    snapshot = load_folder(tmp_path / "base").snapshot
    assert snapshot
    assert (snapshot.about.title, snapshot.about.command, snapshot.about.owner) == (
        "What Our shop depends on",
        "/shop",
        "the shop's team",
    )


def test_takes_defaults_for_empty_answers(tmp_path: Path) -> None:
    assert converse(["init", "ports"], "\n\n\n\n\n", tmp_path)[0] == 0
    snapshot = load_folder(tmp_path / "ports").snapshot
    assert snapshot
    assert (snapshot.about.subject, snapshot.about.command) == ("ports", "/ports")
    status, shown = converse(["init", "more"], "\n", tmp_path)
    assert (status, shown.splitlines()[-1]) == (2, "azrel: the input ended, and nothing was written")
    assert not (tmp_path / "more").exists()


def test_asks_nothing_if_subject_is_given(tmp_path: Path) -> None:
    status, shown = converse(["init", "ports", "--subject", "Ports"], "cd ports\n", tmp_path)

    assert status == 0, shown
    assert "Slash command" not in shown
