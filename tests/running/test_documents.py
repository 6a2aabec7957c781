"""The README leads operators to every page and file, and every documented command exists."""

import re
import shlex
from pathlib import Path

from bot.cli.parser import build_parser

ROOT = Path(__file__).parents[2]
RUNNING = ROOT / "docs/running"
PAGES = [ROOT / "docs/running.md", *RUNNING.glob("*.md")]


def find_links(page: Path) -> set[Path]:
    found = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    return {(page.parent / link).resolve() for link in found}


def test_readme_links_every_guide_for_operators() -> None:
    reached, new = set[Path](), {ROOT / "README.md"}
    while new:
        reached |= new
        new = {link for page in new if page.suffix == ".md" for link in find_links(page)} - reached
    needed = {*RUNNING.iterdir(), *PAGES, ROOT / "Dockerfile", ROOT / "compose.yaml", ROOT / "CHANGELOG.md"}

    assert needed <= reached
    assert not [link for link in reached if not link.exists()]


def test_links_name_existing_headings() -> None:
    for page in PAGES:
        for link, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", page.read_text("utf-8")):
            headings = re.findall(
                r"^#+ (.+)$", ((page.parent / link) if link else page).read_text("utf-8"), re.MULTILINE
            )
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_documented_commands_exist() -> None:
    blocks = [re.findall(r"^ *```sh\n(.*?)^ *```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL) for page in PAGES]
    lines = "\n".join(block for found in blocks for block in found)
    lines += (RUNNING / "azrel@.service").read_text("utf-8").replace("%i", "3001")
    commands = re.findall(r"^ *(?:ExecStart\w*=-?|[A-Z_]+=\S+ )?(?:/opt/azrel/bin/)?azrel (.+)$", lines, re.MULTILINE)
    commands += re.findall(r"docker compose run --rm azrel (.+)$", lines, re.MULTILINE)

    assert len(commands) >= 5
    for command in commands:
        build_parser().parse_args(shlex.split(command))
