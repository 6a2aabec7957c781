"""`azrel new` writes an entry into its file, from options or answers, or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.loading import load_folder
from tests.bases import texts, write_base
from tests.terminal import converse

New = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_base(tmp_path, texts())
    return tmp_path


@pytest.fixture
def new(folder: Path, capsys: pytest.CaptureFixture[str]) -> New:
    """Make a function that runs `azrel new …` on the folder; it returns the exit status and both outputs."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            cli.main(["new", *arguments, "--knowledge", str(folder)])
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return run


FACT = (
    "fact",
    "Sylvania bought a windmill.",
    "--partner",
    "sylvania",
    "--topics",
    "energy",
    "--source",
    "gazette-2018",
)


def test_appends_fact_to_its_partners_file(new: New, folder: Path) -> None:
    path = folder / "relations/sylvania.yaml"
    before = path.read_text("utf-8")

    status, out, err = new(
        *FACT, "--when", "1999-05", "--excerpt", "a mill, bought", "--keywords", "mill, wind power", "--involves", "graustark"
    )  # fmt: skip

    assert (status, err) == (0, "")
    assert out.startswith(f"{path}:{len(before.splitlines()) + 1}: the fact sylvania-bought-windmill-1999\n  - id: ")
    assert "warning: the excerpt is not in verified.lock" in out
    added = path.read_text("utf-8").removeprefix(before)
    assert added.rsplit("    verified: ", 1)[0] == (
        "  - id: sylvania-bought-windmill-1999\n"
        "    statement: Sylvania bought a windmill.\n"
        "    involves: [graustark]\n"
        "    topics: [energy]\n"
        "    when: 1999-05\n"
        "    keywords: [mill, wind power]\n"
        "    citations:\n"
        "      - source: gazette-2018\n"
        "        excerpt: a mill, bought\n"
    )
    assert load_folder(folder).snapshot


@pytest.mark.parametrize(
    ("position", "before", "after"),
    [
        (["--first"], None, "sylvania-gas"),
        (["--after", "sylvania-gas"], "sylvania-gas", "sylvania-treaty-1993"),
        (["--before", "sylvania-ally"], "sylvania-border-closed", "sylvania-ally"),
    ],
)
def test_inserts_fact_at_wanted_position(
    position: list[str], before: str | None, after: str, new: New, folder: Path
) -> None:
    assert new(*FACT, *position)[0] == 0

    snapshot = load_folder(folder).snapshot
    assert snapshot
    facts = sorted(
        (fact for fact in snapshot.facts.values() if fact.home == "sylvania"), key=lambda fact: fact.position
    )
    order = [None, *(fact.id for fact in facts)]
    at = order.index("sylvania-bought-windmill")
    assert (order[at - 1], order[at + 1]) == (before, after)


def test_resolves_names_to_ids(new: New, folder: Path) -> None:
    topics = folder / "topics.yaml"
    topics.write_text(topics.read_text("utf-8") + "  - {id: trade, name: 'Trade, and sale', words: [sale]}\n", "utf-8")

    status, out, err = new(
        "fact", "Sylvania bought a windmill.", "--partner", "republic of sylvania", "--topics", "gas, Trade, and Sale, energy",
        "--source", "gazette", "--involves", "SY, GK, Graustark", "--attributed-to", "Silvania",
    )  # fmt: skip

    assert (status, err) == (0, "")
    assert "relations/sylvania.yaml:" in out
    for line in ("involves: [sylvania, graustark]", "topics: [energy, trade]", "source: gazette-2018"):
        assert line in out
    assert "attributed_to: [sylvania]" in out
    assert "\nkind: state\n" in new("partner", "Zembla", "--kind", "States")[1]


def test_suggests_no_id_twice(new: New) -> None:
    assert "the fact sylvania-bought-windmill\n" in new(*FACT)[1]
    assert "the fact sylvania-bought-windmill-2\n" in new(*FACT)[1]


def test_inserts_source_in_order_of_ids(new: New, folder: Path) -> None:
    given = ("source", "The Courier: a paper", "--publisher", "Press", "--licence", "CC0", "--as-of", "2020-05")
    assert new(*given, "--id", "gazette-2017")[0] == 0, "almanac-2026 stands after gazette-2018, in no order"
    (folder / "sources.yaml").write_text(
        "sources:\n"
        "  # The oldest.\n"
        "  - {id: almanac-2026, title: A, publisher: A, licence: A, as_of: 2026}\n\n"
        "  # The newest.\n"
        "  - {id: gazette-2018, title: G, publisher: G, licence: G, as_of: 2018}\n",
        "utf-8",
    )

    status, out, _ = new(*given, "--url", "https://courier.example")

    assert (status, out.split(": ")[1]) == (0, "the source the-courier-a-paper\n  - id")
    assert new(*given, "--id", "courier-2020")[0] == 0
    assert (folder / "sources.yaml").read_text("utf-8") == (
        "sources:\n"
        "  # The oldest.\n"
        "  - {id: almanac-2026, title: A, publisher: A, licence: A, as_of: 2026}\n\n"
        "  - id: courier-2020\n"
        '    title: "The Courier: a paper"\n'
        "    publisher: Press\n"
        "    licence: CC0\n"
        "    as_of: 2020-05\n\n"
        "  # The newest.\n"
        "  - {id: gazette-2018, title: G, publisher: G, licence: G, as_of: 2018}\n\n"
        "  - id: the-courier-a-paper\n"
        '    title: "The Courier: a paper"\n'
        "    publisher: Press\n"
        "    url: https://courier.example\n"
        "    licence: CC0\n"
        "    as_of: 2020-05\n"
    )


def test_writes_partner_to_file_like_the_others(new: New, folder: Path) -> None:
    graustark = folder / "relations/graustark.yaml"
    graustark.write_bytes(b"# yaml-language-server: $schema=../schemas/relation.json\n" + graustark.read_bytes())

    status, out, _ = new("partner", "Côte d'Azur", "--kind", "state", "--iso", "CZ", "--aliases", "The Coast, Azur")

    assert status == 0
    assert out.startswith(f"{folder}/relations/cote-d-azur.yaml:2: the partner cote-d-azur\npartner: ")
    assert (folder / "relations/cote-d-azur.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../schemas/relation.json\n"
        "partner: cote-d-azur\n"
        "name: Côte d'Azur\n"
        "kind: state\n"
        "iso: CZ\n"
        "aliases: [The Coast, Azur]\n"
    )
    assert (
        new(
            "fact", "The coast is long.", "--partner", "cote-d-azur", "--topics", "borders", "--source", "almanac-2026"
        )[0]
        == 0
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["fact"], "a new fact needs --partner, STATEMENT, --topics, --source: give them, or do it in a terminal"),
        (["partner", "東京", "--kind", "place"], "a new partner needs --id: give them"),
        (["partner", "X", "--kind", "castle"], "--kind: there is no kind 'castle': write one of company, organisation, pe"),
        (["partner", "Zenda Castle", "--kind", "place", "--id", "zenda"], "--id: there is a partner 'zenda' already: give another id"),
        (["partner", "Z", "--kind", "place", "--id", "Z"], "--id: 'Z' is not an id: use small letters"),
        (["partner", "SYLVANIAN", "--kind", "place"], "the name 'SYLVANIAN' belongs to 'sylvania' too"),
        (["partner", "a\x1b[31m", "--kind", "place"], "NAME: the text holds the invisible character U+001B: delete it"),
        (["source", "S", "--publisher", "P", "--licence", "L", "--as-of", "5.3.2020"], "--as-of: '5.3.2020' is not a day, month or year: write it as 2020-03-05 or 2020-05-03"),
        (["source", "S", "--publisher", "P", "--licence", "L", "--as-of", "2020", "--url", "example.org"], "--url: 'example.org' is not a web address"),
        ([*FACT, "--partner", "silvenia"], "--partner: there is no partner 'silvenia': did you mean 'sylvania'?"),
        ([*FACT, "--topics", "energy, bordrs"], "--topics: there is no topic 'bordrs': did you mean 'borders'?"),
        ([*FACT, "--when", "May 1999"], "--when: 'May 1999' is not a date: write 1999-05"),
        ([*FACT, "--involves", "mars"], "--involves: there is no partner 'mars': write one of graustark, "),
        ([*FACT, "--partner", "Silvanya"], "--partner: there is no partner 'Silvanya': did you mean 'sylvania'?"),
        ([*FACT, "--involves", "Republik of Sylvania"], "there is no partner 'Republik of Sylvania': did you mean 'sylvania'?"),
        ([*FACT, "--source", "The Courier"], "--source: there is no source 'The Courier': write one of almanac-2026, gazette-2018, or add it with 'azrel new source'"),
        ([*FACT, "--source", "the"], "--source: 'the' may be gazette-2018, almanac-2026: write the id"),
        ([*FACT, "--after", "zenda"], "there is no fact 'zenda' in relations/sylvania.yaml"),
        ([*FACT, "--excerpt", "Sylvania bought a windmill."], "the statement only repeats its excerpt"),
        ([*FACT, "--id", "sylvania-gas"], "--id: there is a fact 'sylvania-gas' already"),
    ],
)  # fmt: skip
def test_refuses_invalid_values_and_writes_nothing(arguments: list[str], expected: str, new: New, folder: Path) -> None:
    status, out, err = new(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith("azrel: nothing was written")
    assert expected in err
    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")} == texts()


def test_adds_despite_problems_elsewhere(new: New, folder: Path) -> None:
    (folder / "relations/zembla.yaml").write_text("partner: zembla\nname: Zembla\nkind: castle\n", "utf-8")
    (folder / "relations/broken.yaml").write_text("oops: [", "utf-8")

    assert new(*FACT)[0] == 0
    status, _, err = new("fact", "X is.", "--partner", "broken", "--topics", "energy", "--source", "almanac-2026")
    assert (status, "the file of broken is not in order: see 'azrel check'" in err) == (2, True)
    (folder / "sources.yaml").unlink()
    assert "sources.yaml is missing" in new("source", "S", "--publisher", "P", "--licence", "L", "--as-of", "2020")[2]
    (folder / "sources.yaml").write_text("sources: [{id: a}]", "utf-8")
    assert (
        "sources.yaml, line 1: write 'sources' as a list"
        in new("source", "S", "--publisher", "P", "--licence", "L", "--as-of", "2020")[2]
    )
    (folder / "sources.yaml").write_text("sources: [", "utf-8")
    assert (
        "fix first\n  sources.yaml:2:1: not YAML"
        in new("source", "S", "--publisher", "P", "--licence", "L", "--as-of", "2020")[2]
    )


def test_reports_unwritable_file(new: New, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(root: Path, changes: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("bot.loading.folder.write_files", change)
    assert f"azrel: cannot write {folder}/relations/sylvania.yaml: No space left on device\n  - id: " in new(*FACT)[2]


def test_asks_in_terminal_until_answer_is_valid(folder: Path) -> None:
    typed = [
        "silvenia", "Republic of Sylvania",  # the partner
        "",
        "Sylvania bought  a windmill in 1999.",
        "enrgy", "energy, borders",
        "May 1999", "1999-05",
        "gazette-2018",
        "page 5",
        "a mill, bought",
        "", "", "",  # keywords, involves, attributed_to
        "sylvania-gas", "sylvania-mill",
        "nowhere", "sylvania-gas",
    ]  # fmt: skip
    status, shown = converse(["new", "fact"], "".join(f"{line}\n" for line in typed), folder)

    assert status == 0, shown
    for expected in (
        "there is no partner 'silvenia': did you mean 'sylvania'?",
        "this is needed",
        "Topics, separated by commas (energy, borders, diplomacy): ",
        "there is no topic 'enrgy': did you mean 'energy'?",
        "'May 1999' is not a date",
        "Source (gazette-2018, almanac-2026): ",
        "Id, for good [sylvania-bought-windmill-1999]: ",
        "there is a fact 'sylvania-gas' already: give another id",
        "there is no fact 'nowhere' in relations/sylvania.yaml",
        "relations/sylvania.yaml:16: the fact sylvania-mill",
    ):
        assert expected in shown
    lines = (folder / "relations/sylvania.yaml").read_text("utf-8").splitlines()
    assert lines[15:17] == ["  - id: sylvania-mill", "    statement: Sylvania bought a windmill in 1999."]


def test_asks_only_for_missing_values(folder: Path) -> None:
    status, shown = converse(["new", "source", "The Courier", "--publisher", "Press"], "\n\nCC0\n2020\n\n", folder)

    assert status == 0, shown
    assert "Publisher: " not in shown
    assert "this is needed" in shown, "an empty answer to what it is quoted on"
    assert "Id, for good [the-courier]: " in shown


def test_asks_nothing_if_enough_is_given(folder: Path) -> None:
    for arguments in (FACT, ("partner", "Zembla", "--kind", "state")):
        status, shown = converse(["new", *arguments], "azrel ask\n", folder)
        assert status == 0, shown
        assert "Id, for good" not in shown


def test_interrupted_questions_write_nothing(folder: Path) -> None:
    status, shown = converse(["new", "partner"], "Zembla\n", folder)

    assert (status, shown.splitlines()[-1]) == (2, "azrel: the input ended, and nothing was written")
    assert not (folder / "relations/zembla.yaml").exists()
