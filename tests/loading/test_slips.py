"""Slips of the hand in the curators' files, each told in one line with its place and cure."""

import pytest

from bot.loading import load_texts, review_files
from tests.bases import FACT, relation, texts


def told_of_zenda(text: str) -> list[str]:
    """What is said of a partner's file, whether it can be served or not, but for the codes of the base's own states."""
    result = load_texts(texts(relations__zenda=text))
    warnings = review_files(result.documents, result.snapshot) if result.snapshot else ()
    problems = [*result.problems, *warnings]
    return [str(problem).partition("zenda.yaml:")[2] for problem in problems if "zenda" in problem.location.path]


def with_statement(value: str) -> str:
    return relation(FACT.replace("Zenda has a castle.", value))


def partner(*lines: str) -> str:
    return "\n".join(["partner: zenda", "name: Zenda", "kind: state", *lines, ""])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("In 2023 Zenda was the # 1 buyer of cloth.",
         "6:38: warning: a comment begins here, and is no part of the text before it: put the value in quotes, or the comment on a "
         "line of its own [comment-after-text]"),
        ("**bold** words", "6:16: not YAML: a value that begins with '*': put the value in quotes [syntax]"),
        ("*x* is so", "6:16: not YAML: a value that begins with '*': put the value in quotes [syntax]"),
        ("& text", "6:16: not YAML: a value that begins with '&': put the value in quotes [syntax]"),
        ("> text", "6:16: not YAML: a value that begins with '>': put the value in quotes, or begin the text on the next line [syntax]"),
        ("- text", "6:16: not YAML: a value that begins with '- ': put the value in quotes [syntax]"),
        ("&text more", "6:16: anchor &text: remove it, or put the value in quotes [anchor]"),
        ("!text more", "6:16: tag '!text': remove it, or put the value in quotes [tag]"),
        ("*text", "6:16: alias *text: write the value out here, or put it in quotes [alias]"),
        ('"a \\q b"',
         "6:19: not YAML: a backslash that begins no escape: double it, or put the value in single quotes, which have no escapes [syntax]"),
        ("'Zenda's castle'", "6:22: not YAML: the apostrophe here ends the quotation: double it, '' [syntax]"),
        ("'Zenda' has one",
         "6:22: not YAML: the quotation ends here, and the value goes on: put all of it in quotes, an apostrophe doubled [syntax]"),
        ('"Zenda" has one',
         '6:22: not YAML: the quotation ends here, and the value goes on: write \\" for a quotation mark within [syntax]'),
        ("[Zenda] has one", "6:22: not YAML: the brackets end here, and the value goes on: put the value in quotes [syntax]"),
        ("'Zenda has one # that is old'", ""),
        ("Zenda has one#that is old", ""),
    ],
)  # fmt: skip
def test_signs_that_mean_something_in_yaml_want_quotes(value: str, expected: str) -> None:
    assert told_of_zenda(with_statement(value)) == [expected] * bool(expected)


def test_an_apostrophe_ends_a_quotation_in_braces_too() -> None:
    told = told_of_zenda(relation(FACT.replace("the keep above the moat", "'Zenda's keep'")))

    assert told == ["8:55: not YAML: the apostrophe here ends the quotation: double it, '' [syntax]"]


def test_a_comment_may_follow_what_is_no_text() -> None:
    assert (
        told_of_zenda(
            relation(FACT).replace("kind: place", "kind: place # not a state").replace("2026-11-01", "2026-11-01 # x")
        )
        == []
    )


@pytest.mark.parametrize(
    ("when", "cure"),
    [
        ("10/10/2009", "2009-10-10"),
        ("27/9/2020", "2020-09-27"),
        ("9/27/2020", "2020-09-27"),
        ("1.2.2020", "2020-02-01 or 2020-01-02"),
        ("2009/10/12", "2009-10-12"),
    ],
)
def test_a_date_in_another_notation_is_named_whole(when: str, cure: str) -> None:
    fact = FACT.replace("  verified", f"  when: {when}\n  verified")

    assert told_of_zenda(relation(fact)) == [f"9:11: {when!r} is not a date: write {cure} [bad-date]"]
    assert told_of_zenda(relation(FACT.replace("2026-11-01", when))) == [
        f"9:15: {when!r} is not a day: write it as {cure} [bad-date]"
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["iso: UK", "aliases: [United Kingdom]"], "4:6: warning: UK is no state's code in ISO 3166-1 alpha-2: write GB [bad-iso]"),
        (["iso: EL"], "4:6: warning: EL is no state's code in ISO 3166-1 alpha-2: write GR [bad-iso]"),
        (["iso: ZZ"], "4:6: warning: ZZ is no state's code in ISO 3166-1 alpha-2: write its code, or leave 'iso' out [bad-iso]"),
        (["iso: TM", "aliases: [Türkiye]"], "4:6: warning: TM is the code of Turkmenistan: write TR [bad-iso]"),
        (["iso: XK"], ""),
        (["iso: TR"], ""),
    ],
)  # fmt: skip
def test_a_code_is_that_of_the_state(lines: list[str], expected: str) -> None:
    assert told_of_zenda(partner(*lines)) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("alias", "why"),
    [
        ("Zendans, The", "an ordinary word"),
        ("oil", "a word of the topic Energy"),
        ("Oil", "a word of the topic Energy"),
        ("FAR", "an ordinary word"),
        ("TO", "an ordinary word"),
        ("IT", "an ordinary word"),
        ("1102", "a number or a year"),
        ("8a", "too short"),
        ("Talks", "an ordinary word"),
        ("closed border", "a word of the topic Borders"),
        ("Zendans", ""),
        ("Trump", ""),
        ("Papal", ""),
        ("ZTO", ""),
        ("C++", ""),
    ],
)
def test_a_name_is_no_ordinary_word(alias: str, why: str) -> None:
    told = told_of_zenda(partner("aliases: [Z-land, " + alias + "]"))
    name = alias.rpartition(", ")[2]
    column = 19 + len(alias) - len(name)

    assert told == [
        f"4:{column}: warning: the name {name!r} is {why}, which questions have without meaning Zenda: write it in full "
        "[ordinary-name]"
    ] * bool(why)


@pytest.mark.parametrize("copy", ["relations/sylvania (1).yaml", "relations/Copy of sylvania.yaml", "relations/a.yaml"])
def test_a_copied_file_is_told_in_one_line(copy: str) -> None:
    files = texts()
    original = files["relations/sylvania.yaml"]

    for content in (
        original,
        original.replace(b"natural gas", b"much gas"),
        original.replace(b"[energy]", b"[weather]"),
    ):
        assert [str(problem) for problem in load_texts({**files, copy: content}).problems] == [
            f"{copy}:1:1: this file repeats relations/sylvania.yaml: delete it, or the other [repeated-file]"
        ]


@pytest.mark.parametrize("key", ["aliases", "shared_names"])
def test_a_shared_name_is_no_ordinary_word_either(key: str) -> None:
    (line,) = told_of_zenda(partner(f"{key}: [Z-land, The]"))

    assert line.startswith(f"4:{len(key) + 12}: warning: the name 'The' is an ordinary word")


@pytest.mark.parametrize(("kind", "count"), [("state", 1), ("project", 0)])
def test_an_ordinary_word_may_name_what_is_told_by_its_capital(kind: str, count: int) -> None:
    file = partner("aliases: [Make]").replace("kind: state", f"kind: {kind}")

    assert len(told_of_zenda(file)) == count


def test_a_curator_may_allow_an_ordinary_word() -> None:
    assert told_of_zenda(partner("aliases: [talks]", "ordinary_word: true")) == []
