"""Slips in the curators' files are reported in one line each, with location and cure."""

import pytest

from bot.loading.review import review_snapshot
from tests.bases import FACT, TODAY, relation, snapshot_of, texts
from tests.loading.slips import partner, problems_of_zenda, with_statement


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
        ("Zenda's #1", "6:24: warning: a comment begins here, and is no part of the text before it: put the value in quotes, or the "
         "comment on a line of its own [comment-after-text]"),
        ("'Zenda has one # that is old'", ""),
        ("Zenda has one#that is old", ""),
    ],
)  # fmt: skip
def test_reports_special_signs_without_quotes(value: str, expected: str) -> None:
    assert problems_of_zenda(with_statement(value)) == [expected] * bool(expected)


def test_reports_apostrophe_in_quotation_in_braces() -> None:
    reported = problems_of_zenda(relation(FACT.replace("the keep above the moat", "'Zenda's keep'")))

    assert reported == ["8:55: not YAML: the apostrophe here ends the quotation: double it, '' [syntax]"]


def test_reports_word_cut_by_number_sign() -> None:
    (line,) = problems_of_zenda(relation(FACT).replace("kind: place", "kind: place\naliases:\n  - Area #51"))

    assert line.startswith("5:10: warning: a comment begins here")


def test_reports_small_word_as_name_only_once() -> None:
    files = texts(relations__zenda=partner("aliases: [Z-land, The]"))
    files["relations/sylvania.yaml"] = files["relations/sylvania.yaml"].replace(
        b"statement: Syl", b"statement: The Syl"
    )
    snapshot = snapshot_of(files)

    assert not [str(problem) for problem in review_snapshot(snapshot, TODAY) if "“The" in problem.message]


def test_accepts_comment_after_other_values() -> None:
    assert (
        problems_of_zenda(
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
        ("2009-7-2", "2009-07-02"),
        ("7 July 2023", "2023-07-07"),
        ("July 7, 2023", "2023-07-07"),
        ("Sept. 30 2023", "2023-09-30"),
    ],
)
def test_suggests_date_in_edtf(when: str, cure: str) -> None:
    fact = FACT.replace("  verified", f"  when: {when}\n  verified")

    assert problems_of_zenda(relation(fact)) == [f"9:11: {when!r} is not a date: write {cure} [bad-date]"]
    assert problems_of_zenda(relation(FACT.replace("2026-11-01", when))) == [
        f"9:15: {when!r} is not a day: write it as {cure} [bad-date]"
    ]


@pytest.mark.parametrize(
    ("when", "cure"),
    [
        ("07/2023", "write 2023-07"),
        ("July 2023", "write 2023-07"),
        ("10/10/09", "write its year first and whole, as in 2009-10-10"),
    ],
)
def test_suggests_month_in_edtf_and_full_year(when: str, cure: str) -> None:
    fact = FACT.replace("  verified", f"  when: {when}\n  verified")

    assert problems_of_zenda(relation(fact)) == [f"9:11: {when!r} is not a date: {cure} [bad-date]"]


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
def test_warns_of_codes_of_other_states(lines: list[str], expected: str) -> None:
    assert problems_of_zenda(partner(*lines)) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("alias", "why"),
    [
        ("Zendans, The", "an ordinary word"),
        ("oil", "a word of the topic Energy"),
        ("Oil", "a word of the topic Energy"),
        ("the", "an ordinary word"),
        ("It Is", "an ordinary word"),
        ("of the", "an ordinary word"),
        ("since", "an ordinary word"),
        ("vs", "an ordinary word"),
        ("hello", "an ordinary word"),
        ("May", "a word for a time"),
        ("Monday", "a word for a time"),
        ("summer", "a word for a time"),
        ("1990s", "a word for a time"),
        ("19th Century", "a word for a time"),
        ("last year", "a word for a time"),
        ("the nineties", "a word for a time"),
        ("11 September", "a date"),
        ("May 2009", "a date"),
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
def test_warns_of_ordinary_words_as_names(alias: str, why: str) -> None:
    reported = problems_of_zenda(partner("aliases: [Z-land, " + alias + "]"))
    name = alias.rpartition(", ")[2]
    column = 19 + len(alias) - len(name)

    assert reported == [
        f"4:{column}: warning: the name {name!r} is {why}, which questions have without meaning Zenda: write it in full "
        "[ordinary-name]"
    ] * bool(why)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: Zenda", "name:Zenda", "2:1: not YAML: a colon without its space: write 'name: Zenda' [syntax]"),
        ("kind: place", "kind:place", "3:1: not YAML: a colon without its space: write 'kind: place' [syntax]"),
        ("  topics: [", "  topics:[", "7:5: not YAML: a colon without its space: write 'topics: [borders]' [syntax]"),
        ("verified: ", "verified:", "9:5: not YAML: a colon without its space: write 'verified: 2026-11-01' [syntax]"),
        ("name: Zenda", "name:\u00a0Zenda", "2:1: not YAML: a colon with a no-break space behind it: write 'name: Zenda' [syntax]"),
        ("- id", "-\u00a0id", "5:3: not YAML: a hyphen with a no-break space behind it: write '- id: zenda-castle' [syntax]"),
        ("    topics", "  \u00a0 topics", "7:3: not YAML: a no-break space in the indent: type plain spaces [syntax]"),
        ("    topics", "    \ttopics", "7:5: not YAML: a tab: indent with spaces [syntax]"),
        ("- id", "-id", "5:3: not YAML: a hyphen without its space: write '- id: zenda-castle' [syntax]"),
        ("- id: ", "- id:", "5:3: not YAML: a colon without its space: write '- id: zenda-castle' [syntax]"),
        ("[borders]", "\n      - borders\n      -energy",
         "9:7: not YAML: a hyphen without its space: write '- energy' [syntax]"),
        ("[borders]", "\n      -borders\n      -energy",
         "8:7: 'topics' must be a list: write a space after each hyphen [wrong-type]"),
        ("[{source: gazette-2018, excerpt: the keep above the moat}]", "\n      -source: gazette-2018",
         "9:7: 'citations' must be a list: write a space after each hyphen [wrong-type]"),
        ("facts:", "facts", "4:1: not YAML: a key without its colon: write 'key: value', or correct the indent [syntax]"),
        ("has a castle.", "is the #1 town\n      of its land.",
         "6:29: not YAML: a comment begins here, and ends the text, which goes on below: put the value in quotes [syntax]"),
        ("Zenda has a castle.", "#1 of all.",
         "6:15: there is no text here but a comment: put the value in quotes [empty]"),
        ("Zenda has a castle.", '"Zenda has a castle.\n    keywords: ["keep"]',
         "6:16: not YAML: the quotation opened here ends in line 7: close it where it should end [syntax]"),
        ("[borders]", "[borders", "7:13: not YAML: the bracket opened here is not closed by line 8: close it, or put a comma between "
         "items [syntax]"),
        ("[borders]", '["borders" "energy"]',
         "7:22: not YAML: the quotation ends here, and the value goes on: write \\\" for a quotation mark within, or put a comma between "
         "the two [syntax]"),
        ("Zenda has a castle.", "*In* Zenda", "6:16: not YAML: a value that begins with '*': put the value in quotes [syntax]"),
        ("Zenda has a castle.", "*In all* Zenda", "6:16: alias *In: write the value out here, or put it in quotes [alias]"),
        ("kind: place", "<<<<<<< HEAD\nkind: place\n=======\nkind: state\n>>>>>>> theirs",
         "3:1: a merge conflict, down to line 7: keep what is right of both sides, and delete the lines of signs "
         "[merge-conflict]"),
        ("[borders]", "[\n<<<<<<< HEAD\n borders,\n||||||| base\n=======\n energy,\n>>>>>>> theirs\n ]",
         "8:1: a merge conflict, down to line 13: keep what is right of both sides, and delete the lines of signs "
         "[merge-conflict]"),
        ("kind: place", "kind: place\n=======", "4:1: a line that a merge conflict has left: delete it [merge-conflict]"),
        ("kind: place", "kind: place\n>>>>>>> theirs", "4:1: a line that a merge conflict has left: delete it [merge-conflict]"),
        ("kind: place", "<<<<<<< HEAD\nkind: place", "3:1: a line that a merge conflict has left: delete it [merge-conflict]"),
    ],
)  # fmt: skip
def test_reports_slip_in_one_line_at_its_location(old: str, new: str, expected: str) -> None:
    file = relation(FACT)
    assert old in file

    assert problems_of_zenda(file.replace(old, new, 1)) == [expected]


@pytest.mark.parametrize(
    ("topic", "meant"),
    [("Energy", "energy"), ("oil", "energy"), ("closed border", "borders"), ("energie", "energy"), ("weather", "")],
)
def test_suggests_topic_by_name(topic: str, meant: str) -> None:
    (line,) = problems_of_zenda(relation(FACT.replace("[borders]", f"[{topic}]")))
    cure = f"did you mean {meant!r}?" if meant else "correct the id, or add it to topics.yaml"

    assert line == f"7:14: there is no topic {topic!r}: {cure} [unknown-topic]"


@pytest.mark.parametrize(
    ("partner", "meant"),
    [("Republic of Sylvania", "sylvania"), ("SY", "sylvania"), ("Silvânia", "sylvania"), ("grausstark", "graustark")],
)
def test_suggests_partner_by_any_name(partner: str, meant: str) -> None:
    (line,) = problems_of_zenda(relation(FACT + f"  involves: [{partner}]\n"))

    assert line.endswith(f"there is no partner {partner!r}: did you mean {meant!r}? [unknown-partner]")


def test_suggests_source_by_title() -> None:
    (line,) = problems_of_zenda(relation(FACT.replace("gazette-2018", "The Gazette")))

    assert line.endswith("there is no source 'The Gazette': did you mean 'gazette-2018'? [unknown-source]")


@pytest.mark.parametrize(
    ("kind", "cure"),
    [
        ("States", "did you mean 'state'? The kinds are state, organisation, company, person, place, people, project"),
        ("organization", "did you mean 'organisation'? The kinds are state, organisation, company, person, place, people, "
         "project"),
        ("castle", "write one of state, organisation, company, person, place, people, project"),
    ],
)  # fmt: skip
def test_suggests_kind_by_name(kind: str, cure: str) -> None:
    file = relation(FACT).replace("kind: place", f"kind: {kind}")

    assert problems_of_zenda(file) == [f"3:7: {kind!r} is not a kind of partner: {cure} [unknown-kind]"]


@pytest.mark.parametrize("key", ["aliases", "shared_names"])
def test_warns_of_ordinary_words_as_shared_names(key: str) -> None:
    (line,) = problems_of_zenda(partner(f"{key}: [Z-land, The]"))

    assert line.startswith(f"4:{len(key) + 12}: warning: the name 'The' is an ordinary word")


@pytest.mark.parametrize(("kind", "count"), [("state", 1), ("project", 0)])
def test_accepts_capitalised_ordinary_word_for_some_kinds(kind: str, count: int) -> None:
    file = partner("aliases: [Make]").replace("kind: state", f"kind: {kind}")

    assert len(problems_of_zenda(file)) == count


def test_ordinary_word_key_silences_warning() -> None:
    assert problems_of_zenda(partner("aliases: [talks]", "ordinary_word: true")) == []
