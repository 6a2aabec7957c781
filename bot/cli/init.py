"""`azrel init`: a small complete base to begin with, written into a folder of its own."""

import argparse
import json
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.asking import ask, can_ask, split
from bot.cli.check import find_problems
from bot.cli.common import Failure, today_in
from bot.domain.text import capitalised, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.cli.template import Template
    from bot.domain.kinds import Kind

_SCHEMAS = "schemas"
_LONGEST_COMMAND = 31


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="DIR", type=Path, help="the folder to write the base into")
    command.add_argument(
        "--template", metavar="NAME", help="what it is like: relations (default), products or glossary"
    )
    command.add_argument("--subject", metavar="NAME", help="whose relations, dependencies or terms it is on")
    command.add_argument("--command", metavar="/NAME", help="the slash command that Slack is to have for it")
    command.add_argument("--kinds", metavar="NAMES", help="what its partners may be, separated by commas")
    command.add_argument("--owner", metavar="NAME", help="who answers for it: a team or an address")
    command.add_argument(
        "--azrel",
        metavar="REQUIREMENT",
        help="how CI installs azrel, as pip takes it (default: as here, as far as is known)",
    )
    command.add_argument(
        "--schemas", action="store_true", help="only write the editors' schemas again, into an existing base"
    )


def init(options: argparse.Namespace) -> int:
    """Write a base, and print the next steps."""
    folder: Path = options.folder
    if folder.exists() and not folder.is_dir():
        raise Failure(f"{folder} is a file: name a folder")
    try:
        return _write_schemas(folder) if options.schemas else _write_base(options, folder)
    except OSError as error:
        raise Failure(f"cannot write {folder}: {error}") from None


def _write_schemas(folder: Path) -> int:
    if not (folder / "knowledge.yaml").is_file():
        raise Failure(f"there is no base in {folder}: without --schemas one is written")
    for path, text in _schemas().items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
        print(target)
    return 0


def _write_base(options: argparse.Namespace, folder: Path) -> int:
    from bot.cli.template import fill, recipe
    from bot.loading import LOCK

    template, values, kinds = _collect(options, folder)
    top = _repository_of(folder)
    # GitHub reads workflows at the top of the repository, wherever in it the base is.
    inside = Path(os.path.relpath(folder.resolve(), top))
    workflow = top / ".github" / "workflows" / ("check.yml" if inside == Path() else f"check-{_slug(folder)}.yml")
    values |= {
        "workflow": os.path.relpath(workflow, folder.resolve()),
        "install": shlex.join(["python", "-m", "pip", "install", options.azrel or _requirement()]),
        "check": shlex.join(["azrel", "check", "--knowledge", inside.as_posix()]),
    }
    texts = {**fill(template, values, kinds), **_schemas()}
    targets = {folder / path: text for path, text in texts.items()} | {workflow: recipe(values)}
    taken = [os.path.relpath(target) for target in (*targets, folder / LOCK) if os.path.lexists(target)]
    if taken:
        raise Failure(f"nothing was written, since these files exist: {', '.join(taken)}\nname another folder")
    lock = _check(folder, texts, template.source)
    for target, text in {**targets, folder / LOCK: lock}.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        print(os.path.relpath(target))
    for problem in find_problems(folder)[1]:
        print(problem)
    print(
        f"\nA base on {values['subject']}, which passes its check. It holds an example, which is invented. Next:\n"
        + (f"  cd {shlex.quote(str(folder))}\n" if folder != Path() else "")
        + f"  azrel ask {template.question}\n"
        "  azrel new fact\n"
        "  azrel sandbox\n"
        "README.md there explains the base to its curators."
    )
    return 0


def _collect(options: argparse.Namespace, folder: Path) -> "tuple[Template, dict[str, str], tuple[Kind, ...]]":
    """Collect the properties of the base: given, asked for in a terminal, or by default."""
    from bot.cli.template import TEMPLATES, kind_of
    from bot.loading import find_problem

    # The subject is enough, so that commands pasted into a terminal are not taken for answers.
    asks = can_ask() and options.subject is None

    def value_of(name: str, question: str, wrong: "Callable[[str], str | None]", default: str) -> str:
        given = getattr(options, name)
        if given is None:
            return ask(question, wrong, default) if asks else default
        problem = wrong(" ".join(given.split()))
        if problem:
            raise Failure(f"nothing was written; --{name}: {problem}")
        return " ".join(given.split())

    def no_template(text: str) -> str | None:
        return None if text in TEMPLATES else f"there is no template {text!r}: name one of {', '.join(TEMPLATES)}"

    def no_subject(text: str) -> str | None:
        if f"relations/{_slug(text)}.yaml" == template.example:
            return f"the example of this template is called {text!r}: begin with another name or template"
        return find_problem("partner", "name", text)

    def no_kinds(text: str) -> str | None:
        kinds = [kind_of(noun) for noun in split(text)]
        ids = [kind.id for kind in kinds]
        if not kinds or len(set(ids)) < len(ids):
            return "name different kinds, such as library, service, standard"
        return next(filter(None, (find_problem("partner", "partner", id_) for id_ in ids)), None)

    template = TEMPLATES[value_of("template", f"What is it like ({', '.join(TEMPLATES)})", no_template, "relations")]
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip() or "Something"
    subject = value_of("subject", "What is it about", no_subject, capitalised(name))
    id_ = _slug(subject) or "subject"
    first = id_.split("-")[0][:_LONGEST_COMMAND]
    command = value_of("command", "Slash command", lambda text: find_problem("knowledge", "command", text), f"/{first}")
    kinds = value_of(
        "kinds", "Kinds, separated by commas", no_kinds, ", ".join(kind.noun.singular for kind in template.kinds)
    )
    owner = value_of(
        "owner",
        "Who answers for it",
        lambda text: find_problem("knowledge", "owner", text),
        f"the curators of {command}",
    )
    values = {
        "id": id_,
        "subject": subject,
        "title": template.title.format(subject),
        "command": command,
        "owner": owner,
        "today": today_in("UTC").isoformat(),
    }
    usual = {kind.noun.singular: kind for kind in template.kinds}
    return template, values, tuple(usual.get(noun) or kind_of(noun) for noun in split(kinds))


def _slug(text: str | Path) -> str:
    name = text.resolve().name if isinstance(text, Path) else text
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def _check(folder: Path, texts: dict[str, str], source: str) -> str:
    """Check the new files beside existing ones; return the text of the lock. Raises Failure with the problems."""
    from bot.loading import load_texts, read_texts, to_lock, verify_excerpts

    there = read_texts(folder) if folder.is_dir() else {}
    result = load_texts({**there, **{path: text.encode() for path, text in texts.items() if path.endswith(".yaml")}})
    if result.snapshot is None:
        problems = "\n  ".join(map(str, result.problems))
        raise Failure(f"nothing was written, for the base would have problems\n  {problems}")
    id_ = Path(source).stem
    return to_lock(verify_excerpts(result.snapshot, {id_: texts[source]}).hashes)


def _schemas() -> dict[str, str]:
    from bot.loading.editor_schemas import shipped_schemas

    return {f"{_SCHEMAS}/{name}": text for name, text in shipped_schemas().items()}


def _repository_of(folder: Path) -> Path:
    """Find the top of the git repository of a folder, which may not exist yet; the folder itself without one."""
    absolute = folder.resolve()
    return next((top for top in (absolute, *absolute.parents) if (top / ".git").exists()), absolute)


def _requirement() -> str:
    """Return pip's requirement for azrel: the repository that it was installed from, else its version."""
    from importlib.metadata import distribution
    from urllib.parse import unquote, urlsplit

    from bot.cli.changes import remote_of

    installed = distribution("azrel")
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if vcs := origin.get("vcs_info"):
        return f"azrel @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
    clone = unquote(urlsplit(origin.get("url", "")).path)
    remote = remote_of(Path(clone)) if "dir_info" in origin else None
    return f"azrel @ git+{remote}" if remote else f"azrel=={installed.version}"
