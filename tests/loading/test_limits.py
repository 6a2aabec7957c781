"""Hostile files cause a limited number of problems and limited work.

How the work grows with the size is measured by `tests.benchmarks.loading`.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from rapidfuzz import process

from bot.loading import checks, decode, field_limits, load_texts, references
from bot.loading.documents import MAX_KEYS, MAX_VALUES, parse_document
from bot.loading.known import known_ids
from bot.loading.reload import Reloader
from bot.loading.tally import MAX_PROBLEMS, Tally
from tests.bases import FACT, relation, texts, write_base
from tests.benchmarks import loading

PARTNER = "partner: zenda\nname: Zenda\nkind: place\n"


def problem_lines(**changes: str | None) -> list[str]:
    """Return the lines of the problems of the base with these changes, without paths."""
    return [str(problem).partition(":")[2] for problem in load_texts(texts(**changes)).problems]


def record(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[tuple[Any, ...]]:
    """Record the arguments of every further call of a function."""
    calls: list[tuple[Any, ...]] = []
    real: Callable[..., Any] = getattr(module, name)

    def wrapped(*arguments: Any, **more: Any) -> Any:
        calls.append(arguments)
        return real(*arguments, **more)

    monkeypatch.setattr(module, name, wrapped)
    return calls


def facts(count: int, more: Callable[[int], str]) -> str:
    """Render a partner's file with so many facts, each with more lines."""
    return relation("".join(FACT.replace("castle\n", f"{number}\n") + f"  {more(number)}\n" for number in range(count)))


@pytest.mark.parametrize("kind", loading.KINDS)
def test_measures_every_kind_of_file(kind: str) -> None:
    costs = loading.measure_all({kind: loading.KINDS[kind]}, [512, 1_024])

    assert [len(found) for found in costs.values()] == [2]
    name, *figures = loading.to_row(kind, costs[kind])
    assert (name, len(figures)) == (kind, 4)


def test_reports_quadratic_cost() -> None:
    fair, unfair = ([loading.Cost(seconds, 0.0) for seconds in costs] for costs in ((1.0, 2.2), (1.0, 4.0)))
    assert not loading.grows_too_fast(fair)
    assert loading.grows_too_fast(unfair)


def test_reports_first_hundred_problems_by_location() -> None:
    broken = facts(150, lambda _: "involves: [mars]").replace("Zenda", "“…”")
    lines = problem_lines(relations__zenda=broken)

    assert len(lines) == MAX_PROBLEMS + 1
    positions = [tuple(map(int, line.split(":")[:2])) for line in lines]
    assert positions == sorted(positions)
    assert "… and 51 more problems in this file" in lines[-1], "the name, and a partner of each fact"


def test_counts_one_omitted_problem_in_singular() -> None:
    tally = Tally()
    problems = load_texts(texts(relations__zenda=facts(101, lambda _: "involves: [mars]"))).problems
    tally.add_all(problems[:MAX_PROBLEMS])
    tally.add(problems[0])

    assert tally.reported()[-1].message == "… and 1 more problem in this file: fix these first, then check again"


def test_counts_errors_past_the_limit_without_creating_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = record(monkeypatch, decode, "_to_problem")
    lines = problem_lines(relations__zenda=PARTNER + "facts:\n" + "- {}\n" * 20_000)

    assert len(made) < 300
    assert lines[-1].endswith(
        f"… and {20_000 * 5 - MAX_PROBLEMS:,} more problems in this file: fix these first, then check again "
        "[more-problems]"
    )


def test_logs_no_more_than_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_base(tmp_path, texts(relations__zenda=PARTNER + "nick:\n" * 5_000))
    caplog.set_level(logging.ERROR)
    reloader = Reloader(tmp_path, lambda snapshot, _: snapshot)
    reloader.poll()

    assert reloader.refusal
    assert len(reloader.refusal.reasons) == MAX_PROBLEMS + 1 == len(caplog.records)
    assert "more problems in this file" in caplog.records[-1].message


def test_reads_first_hundred_keys_of_entry() -> None:
    document = parse_document("f.yaml", "".join(f"k{number}: x\n" for number in range(5_000)).encode())

    assert len(document.data) == MAX_KEYS
    assert len(document.problems) + document.omitted == 5_000 - MAX_KEYS
    assert str(document.problems[0]) == (
        "f.yaml:101:1: the entry has 100 keys before this one: remove those that nothing reads [unknown-key]"
    )


def test_references_to_unread_facts_are_not_unknown() -> None:
    keys = "".join(f"k{number}: x\n" for number in range(MAX_KEYS))
    linked = facts(1, lambda _: "supersedes: [{fact: strelsau-keep, because: newer}]")
    problems = load_texts(
        texts(relations__strelsau=f"{keys}facts: [{{id: strelsau-keep}}]\n", relations__zenda=linked)
    ).problems

    assert not [problem for problem in problems if problem.rule == "unknown-fact"]


def test_refuses_file_with_too_many_values() -> None:
    (problem,) = parse_document("f.yaml", b"a: [" + b"x," * (MAX_VALUES + 100) + b"]").problems

    assert (problem.rule, problem.message) == ("too-large", "the file has more than 200,000 values: split it")


@pytest.mark.parametrize(
    ("text", "line"), [("%TAG !a! x\n" * 5_000 + "---\na: 1\n", 1), ("a: 1\r...\r%TAG !a! x\r---\rb: 1\r", 3)]
)
def test_refuses_tag_declarations(text: str, line: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # libyaml compares each with all before it, in one call in which nothing else runs.
    monkeypatch.setattr(yaml, "parse", None)

    assert [str(problem) for problem in parse_document("f.yaml", text.encode()).problems] == [
        f"f.yaml:{line}:1: a %TAG directive: remove the line, every value is read as text [tag]"
    ]


def test_reads_percent_sign_within_text() -> None:
    assert parse_document("f.yaml", b"a: 50 %TAG\nb: x\n").problems == ()


def test_scans_blank_lines_before_slip_once() -> None:
    (line,) = problem_lines(relations__zenda=PARTNER + "\n" * 500_000 + "nick: [\n")  # would take an hour if not

    assert line.startswith("500005:1: not YAML")


def test_guesses_ids_in_file_that_is_not_yaml() -> None:
    broken = "facts:\n- id: one\n-\n  id: two\n- {x: y, id: three}\n- {id:\n  'four'}\n  - - id: five\n\tnick: x\nvoid: six\n"
    known = known_ids({"relations/zenda.yaml": parse_document("relations/zenda.yaml", broken.encode())})

    assert known.facts
    assert list(known.facts) == ["one", "two", "three", "four", "five"]


def test_limits_searches_for_near_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = record(monkeypatch, process, "extractOne")
    links = "".join(f"    - {{fact: zenda-x{number}, because: newer}}\n" for number in range(199))
    many = facts(7_000, lambda _: "keywords: [keep]")
    problem_lines(
        relations__zenda=many, relations__strelsau=relation(FACT, "strelsau").rstrip() + f"\n    supersedes:\n{links}"
    )

    assert sum(len(known) for _, known in searched) <= references._MAX_COMPARISONS
    assert len(searched) == references._MAX_COMPARISONS // len(searched[0][1])


def test_does_not_compare_too_long_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = record(monkeypatch, process, "extractOne")
    long = "sylvania-" * 10_000
    (line,) = problem_lines(relations__zenda=relation(FACT.replace("topics", f"involves: [{long}]\n  topics")))

    assert not searched
    assert len(line) < 1_000
    assert line.endswith("correct the id, or add it to relations/ as a file of its own [unknown-partner]")


def test_walks_each_supersession_once() -> None:
    def chain(last: str) -> str:
        return facts(
            2_000,
            lambda number: (
                f"supersedes: [{{fact: {f'zenda-{number + 1}' if number < 1_999 else last}, because: newer}}]"
            ),
        )

    (whole,) = problem_lines(relations__zenda=chain("sylvania-gas")) or [""]
    circle = problem_lines(relations__zenda=chain("zenda-0"))

    assert whole == ""
    assert len(circle) == MAX_PROBLEMS + 1
    assert all("self-link" in line for line in circle[:-1])
    assert "… and 1,900 more problems" in circle[-1]


@pytest.mark.parametrize(
    ("links", "circles"),
    [
        ("ab bc cd", []),
        ("aa ab", ["aa"]),
        ("ab bc ca cd de", ["ab", "bc", "ca"]),
        ("ab ba bc cd dc", ["ab", "ba", "cd", "dc"]),
        ("ab ac bd cd da", ["ab", "ac", "bd", "cd", "da"]),
        ("ab ab cb ca", []),
    ],
)
def test_finds_circles_of_links(links: str, circles: list[str]) -> None:
    superseded = {name: [link[1] for link in links.split() if link[0] == name] for name in "abcde"}
    written = relation(
        "".join(
            FACT.replace("zenda-castle", f"zenda-{name}")
            + "".join("  supersedes:\n" * (not number) + f"  - {{fact: zenda-{other}, because: x}}\n" for number, other in enumerate(others))
            for name, others in superseded.items()
        )
    )  # fmt: skip
    found = re.findall(
        "'zenda-(.)' supersedes itself, by way of 'zenda-(.)'", "".join(problem_lines(relations__zenda=written))
    )

    assert sorted(map("".join, found)) == sorted(circles)


def test_does_not_compare_too_long_or_too_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = record(monkeypatch, checks, "lies_within")
    long = FACT.replace("Zenda has a castle.", "castle " * 200_000).replace("the keep", "castle " * 100)
    many = FACT.replace("excerpt: the keep above the moat}", "excerpt: moat}" + ",{excerpt: keep}" * 5_000)
    problem_lines(relations__zenda=relation(long), relations__strelsau=relation(many, "strelsau"))

    assert len([statement for statement, _ in compared if "Zenda" in statement]) <= field_limits.MAX_CITATIONS
    assert max(len(text) for pair in compared for text in pair) <= field_limits.MAX_STATEMENT


def test_does_not_compare_too_long_names(monkeypatch: pytest.MonkeyPatch) -> None:
    # Python sorts combining marks in quadratic time, in one call.
    folded = record(monkeypatch, checks, "name_key")
    marks = "a" + "\u0301\u0327" * 300_000
    (line,) = problem_lines(relations__zenda=f"partner: zenda\nname: {marks}\nkind: place\n")

    assert "the text has 600,001 characters, the most is 120" in line
    assert max(len(name) for (name,) in folded) <= field_limits.MAX_NAME


def test_too_long_id_names_nobody() -> None:
    long = "a" * 1_000_000
    lines = problem_lines(
        relations__a=f"partner: {long}\nname: Strelsau City\nkind: place\n",
        relations__zenda=PARTNER + "aliases: [Strelsau City]\n",
    )

    assert [line.rpartition(" ")[2] for line in lines] == ["[too-long]", "[name-claimed-twice]"]
    assert "belongs to 'a' too" in lines[1]
    assert max(map(len, lines)) < 1_100


def test_reports_number_with_too_many_digits() -> None:
    changed = texts()["knowledge.yaml"].decode().replace("facts: 3", f"facts: {'9' * 5_000}")
    (line,) = problem_lines(knowledge=changed)

    assert line.endswith("is not a whole number: write digits only [wrong-type]")
