"""Every mistake in the files is reported once, with its location and cure."""

import pytest

from bot.loading import load_texts
from tests.bases import FACT, relation, texts
from tests.loading.problems import problems_of


def test_loads_sound_folder() -> None:
    assert problems_of() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  topics: [borders]\n", "", "5:5: missing key 'topics': add 'topics: …' to this entry [missing-key]"),
        ("topics:", "topic:", "7:5: unknown key 'topic': did you mean 'topics'? [unknown-key]"),
        ("excerpt:", "quote:", "8:40: unknown key 'quote': remove it, or use one of excerpt, locator, source [unknown-key]"),
        ("topics: [borders]", "topics: borders",
         "7:13: 'topics' must be a list: put each item on a line of its own after '- ', or all in [brackets] [wrong-type]"),
        ("topics: [borders]", "topics: []", "7:13: 'topics' is an empty list: add an item [empty]"),
        ("topics: [borders]", "topics: [borders, enrgy]", "7:23: there is no topic 'enrgy': did you mean 'energy'? [unknown-topic]"),
        ("topics: [borders]", "topics: [[borders]]", "7:14: this must be text, not a list or keys: write one value [wrong-type]"),
        ("gazette-2018", "gazete-2018", "8:26: there is no source 'gazete-2018': did you mean 'gazette-2018'? [unknown-source]"),
        ("citations: [{source: gazette-2018, excerpt: the keep above the moat}]", "citations: [gazette-2018]",
         "8:17: this must be keys with values, each as 'key: value' [wrong-type]"),
        ("  verified: 2026-11-01", "  verified: 01.11.2026", "9:15: '01.11.2026' is not a day: write it as 2026-11-01 or 2026-01-11 [bad-date]"),
        ("  verified: 2026-11-01", "  verified: 2026-11-31", "9:15: 2026-11-31 is not in the calendar: write a day as 2018-07-27 [bad-date]"),
        ("  verified: 2026-11-01", "  verified: [x]", "9:15: 'verified' must be text, not a list or keys: write one value [wrong-type]"),
        ("  verified", "  when: of late\n  verified", "9:11: 'of late' is not a date: write a day 2009-10-10, a month 2009-10, a year 2009, "
         "a decade 200X, a century 20XX, a season 2009-21 (spring) to 2009-24 (winter), or an interval of these such as 1992/1993 or 1993/.. [bad-date]"),
        ("  verified", "  when: [1993]\n  verified", "9:11: 'when' must be text, not a list or keys: write one value [wrong-type]"),
        ("  verified", "  involves: [mars]\n  verified",
         "9:16: there is no partner 'mars': correct the id, or add it to relations/ as a file of its own [unknown-partner]"),
        ("  verified", "  attributed_to: [silvania]\n  verified", "9:21: there is no partner 'silvania': did you mean 'sylvania'? [unknown-partner]"),
        ("  verified", "  supersedes: [{fact: zenda-keep, because: older}]\n  verified",
         "9:25: there is no fact 'zenda-keep': correct the id, or add it to a file in relations/ [unknown-fact]"),
        ("  verified", "  supersedes: [{fact: zenda-castle, because: older}]\n  verified",
         "9:25: the fact 'zenda-castle' supersedes itself, by way of 'zenda-castle': keep the link from the later fact [self-link]"),
        ("  verified", "  contradicts: [{fact: zenda-castle, because: other}]\n  verified",
         "9:26: the fact contradicts itself: name the other fact [self-link]"),
        ("  verified", "  keywords: ['']\n  verified", "9:16: there is no text here: write it, or leave the key out [empty]"),
        ("  verified", "  review: nevr\n  verified",
         "9:13: 'nevr' is no review: write never, a number of days, or in a sentence why it is exempt from warnings [bad-review]"),
        ("  verified", "  review: 30 days or so\n  verified", "9:13: '30 days or so' is no review: write never, a number of days, or in a sentence why it is exempt from warnings [bad-review]"),
        ("  verified", "  review: 0\n  verified", "9:13: '0' is no review: write never, a number of days, or in a sentence why it is exempt from warnings [bad-review]"),
        ("  verified", "  review: [x]\n  verified", "9:13: 'review' must be text, not a list or keys: write one value [wrong-type]"),
        ("id: zenda-castle", "id: Zenda Castle",
         "5:9: 'Zenda Castle' is not an id: use small letters, digits and single hyphens, as in gas-talks-2009 [bad-id]"),
        ("id: zenda-castle", "id: sylvania-gas", "5:9: the fact 'sylvania-gas' is already defined at relations/sylvania.yaml:8: rename one of the two "
         "[duplicate-id]"),
        ("Zenda has a castle.", "The keep above.", "6:16: the statement only repeats its excerpt: say it in your own words [statement-repeats-excerpt]"),
        ("Zenda has a castle.", "“…”", "6:16: '“…”' has no letters or digits to find it by: write words [empty]"),
        ("excerpt: the keep", "locator: \"one\\ntwo\", excerpt: the keep", "8:49: the text must be one line: write '>-' for '|', or join the lines [line-break]"),
        ("topics: [borders]", "topics: [&a borders, weather]",
         "7:14: anchor &a: remove it, or put the value in quotes [anchor]\n"
         "7:26: there is no topic 'weather': correct the id, or add it to topics.yaml [unknown-topic]"),
        ("topics: [borders]", "topics: [!!str borders, weather]",
         "7:14: tag 'tag:yaml.org,2002:str': remove it, or put the value in quotes [tag]\n"
         "7:29: there is no topic 'weather': correct the id, or add it to topics.yaml [unknown-topic]"),
        ("Zenda has a castle.", "x" * 1_001, "6:16: the text has 1,001 characters, the most is 1,000: shorten it [too-long]"),
        ("Zenda has a castle.", '"Zenda has a \\a castle."', "6:16: the text holds the invisible character U+0007: delete it [control-character]"),
        ("Zenda has a castle.", '"Zenda \\u202e castle."', "6:16: the text holds the invisible character U+202E: delete it [control-character]"),
        ("the keep above the moat", "word " * 61, "8:49: the excerpt has 61 words, the most is 60: quote less, or elide with […] [excerpt-too-long]"),
        ("the keep above the moat", "w" * 601, "8:49: the text has 601 characters, the most is 600: shorten it [too-long]"),
        ("the keep above the moat", "'[…]'", "8:49: the excerpt quotes nothing: write the source's words, or leave the key out [empty]"),
    ],
)  # fmt: skip
def test_reports_mistake_in_fact_with_location_and_cure(old: str, new: str, expected: str) -> None:
    broken = relation(FACT.replace(old, new))

    assert problems_of(relations__zenda=broken) == [f"relations/zenda.yaml:{line}" for line in expected.split("\n")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just words", "1:1: this must be keys with values, each as 'key: value' [wrong-type]"),
        ("partner: zenda\nname: Zenda\nkind: castle\n",
         "3:7: 'castle' is not a kind of partner: write one of state, organisation, company, person, place, people, project [unknown-kind]"),
        ("partner: zenda\nname: Zenda\nkind: [place]\n", "3:7: 'kind' must be text, not a list or keys: write one value [wrong-type]"),
        ("partner: zenda\nname: Zenda\nkind: place\niso: Zenda\n",
         "4:6: 'Zenda' is not a state's code: write two capitals, as in TR (ISO 3166-1 alpha-2) [bad-iso]"),
        ("partner: zenda\nname: '!!'\nkind: place\n", "2:7: '!!' has no letters or digits to find it by: write words [empty]"),
        ("partner: zenda\nname: Zenda\nkind: place\naliases: [Silvania]\n",
         "4:11: the name 'Silvania' belongs to 'sylvania' too (relations/sylvania.yaml:5): leave it to one of the two, "
         "or let both list it in 'shared_names' [name-claimed-twice]"),
        ("partner: zenda\nname: Zenda\nkind: place\nsummary: ''\n", "4:10: there is no text here: write it, or leave the key out [empty]"),
        ("partner: graustark\nname: Zenda\nkind: place\n",
         "1:10: the partner 'graustark' is already defined at relations/graustark.yaml:1: rename one of the two [duplicate-id]"),
        ("partner: zenda\nname: Zenda\nkind: place\ntopic_lines:\n  energy: Zenda has none.\n  enrgy: Zenda has none.\n",
         "6:3: there is no topic 'enrgy': did you mean 'energy'? [unknown-topic]"),
        ("partner: zenda\nname: Zenda\nkind: place\ntopic_lines: {energy: [x]}\n",
         "4:23: 'energy' must be text, not a list or keys: write one value [wrong-type]"),
        ("partner: zenda\nname: Zenda\nkind: place\ntopic_lines: Zenda has none.\n",
         "4:14: 'topic_lines' must be keys with values, each as 'key: value' [wrong-type]"),
        (f"partner: zenda\nname: Zenda\nkind: place\ntopic_lines: {{energy: {'x' * 301}}}\n",
         "4:23: the text has 301 characters, the most is 300: shorten it [too-long]"),
        (f"partner: zenda\nname: Zenda\nkind: place\nsummary: {'x' * 1501}\n",
         "4:10: the text has 1,501 characters, the most is 1,500: shorten it [too-long]"),
    ],
)  # fmt: skip
def test_reports_mistake_in_partner_with_location_and_cure(text: str, expected: str) -> None:
    assert problems_of(relations__zenda=text) == [f"relations/zenda.yaml:{expected}"]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("knowledge", None, "knowledge.yaml:1:1: the file knowledge.yaml is missing: add it to the knowledge folder [missing-file]"),
        ("topics", None, "topics.yaml:1:1: the file topics.yaml is missing"),
        ("relations__deep__zenda", "a: 1", "relations/deep/zenda.yaml:1:1: nothing reads this file: move what it adds to "
         "relations/zenda.yaml, and delete it [unread-file]"),
        ("notes", "a: 1", "notes.yaml:1:1: nothing reads this file"),
        ("sources", "sources:\n  - {id: gazette-2018, title: T, publisher: P, url: gazette, licence: L, as_of: 2018-07-27}\n",
         "sources.yaml:2:53: 'gazette' is not a web address: begin it with https:// and leave out spaces [bad-url]"),
        ("sources", "sources:\n  - {id: gazette-2018, title: T, publisher: P, licence: L, as_of: 201X}\n  - {id: almanac-2026, title: T, publisher: P, licence: L, as_of: 2026}\n",
         "sources.yaml:2:67: '201X' is not a day, month or year: write it as 2018-07-27, 2018-07 or 2018 [bad-date]"),
        ("sources", "sources:\n  - {id: gazette-2018, title: T, publisher: P, licence: L, as_of: summer}\n  - {id: almanac-2026, title: T, publisher: P, licence: L, as_of: 2026}\n",
         "sources.yaml:2:67: 'summer' is not a day, month or year"),
        ("sources", "sources:\n  - {id: gazette-2018, title: T, publisher: P, licence: L, as_of: [2018]}\n  - {id: almanac-2026, title: T, publisher: P, licence: L, as_of: 2026}\n",
         "sources.yaml:2:67: 'as_of' must be text"),
        ("sources", "sources:\n  - {id: gazette-2018, title: T, publisher: P, licence: L, as_of: 2018, review: never}\n  - {id: almanac-2026, title: T, publisher: P, licence: L, as_of: 2026}\n",
         "sources.yaml:2:81: 'never' is no reason: write in a sentence why it is exempt from warnings [bad-review]"),
        ("topics", "topics:\n  - {id: energy, name: E, words: [oil]}\n  - {id: energy, name: E, words: [gas]}\n",
         "topics.yaml:3:10: the topic 'energy' is already defined at topics.yaml:2: rename one of the two [duplicate-id]"),
    ],
)  # fmt: skip
def test_reports_mistakes_in_other_files(file: str, text: str | None, expected: str) -> None:
    assert any(problem.startswith(expected) for problem in problems_of(**{file: text}))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("facts: 3", "facts: 10", "6:18: the base holds 9 facts, fewer than the minimum of 10: restore what is missing, or lower the number [too-few-facts]"),
        ("partners: 3", "partners: 8", "6:31: the base holds 6 partners, fewer than the minimum of 8: restore what is missing, or lower the number "
         "[too-few-partners]"),
        ("facts: 3", "facts: many", "6:18: 'many' is not a whole number: write digits only [wrong-type]"),
        ("facts: 3", "facts: []", "6:18: 'facts' must be text, not a list or keys: write one value [wrong-type]"),
        ("365", "0", "5:23: 'review_interval_days' must be more than 0: write a larger number [wrong-type]"),
        ("review_interval_days: 365", "time_zone: UTC",
         "1:1: missing key 'review_interval_days': add 'review_interval_days: …' to this entry, or 'review: never' [missing-key]"),
        ("review_interval_days: 365", "review: 365",
         "5:9: '365' is no review: write never, or under 'review_interval_days' after how many days [bad-review]"),
        ("/ruri", "ruri", "3:10: 'ruri' is not a slash command: write a slash and small letters, as in /azrel [bad-command]"),
        ("subject: ruritania", "subject: ruritanja", "2:10: there is no partner 'ruritanja': did you mean 'ruritania'? [unknown-partner]"),
    ],
)  # fmt: skip
def test_checks_minimum_counts(old: str, new: str, expected: str) -> None:
    changed = texts()["knowledge.yaml"].decode().replace(old, new)

    assert problems_of(knowledge=changed) == [f"knowledge.yaml:{expected}"]


def test_reports_all_problems_in_one_run_sorted() -> None:
    broken = load_texts(
        texts(
            relations__zenda=relation(FACT).replace("[borders]", "[weather]"),
            relations__michael="partner: michael-elphberg\nname: [\n",
            relations__extra="partner: extra\nname: Zenda\nkind: place\nnick: x\nfacts:\n  - id: zenda-castle\n",
        )
    )

    assert broken.snapshot is None
    assert [f"{problem.location.path}:{problem.location.line} {problem.rule}" for problem in broken.problems] == [
        "relations/extra.yaml:4 unknown-key",
        "relations/extra.yaml:6 missing-key",
        "relations/extra.yaml:6 missing-key",
        "relations/extra.yaml:6 missing-key",
        "relations/extra.yaml:6 missing-key",
        "relations/michael.yaml:3 syntax",
        "relations/zenda.yaml:1 name-claimed-twice",
        "relations/zenda.yaml:2 name-claimed-twice",
        "relations/zenda.yaml:5 duplicate-id",
        "relations/zenda.yaml:7 unknown-topic",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("relations/sylvania.yaml", "name: Sylvania", "\tname: Sylvania"),
        ("relations/sylvania.yaml", "partner:", "parnter:"),
        ("relations/sylvania.yaml", "partner: sylvania", "partner: Sylvania"),
        ("relations/sylvania.yaml", "partner: sylvania", "- partner: sylvania\n-"),
        ("relations/sylvania.yaml", None, ""),
        ("relations/sylvania.yaml", None, "- a list\n"),
        ("relations/sylvania.yaml", None, "# " + "x" * 2_097_152),
        ("topics.yaml", "pipeline]}", "pipeline]"),
        ("topics.yaml", "topics:", "topic:"),
        ("topics.yaml", None, ""),
        ("sources.yaml", "sources:", "sources: []\nsource:"),
        ("sources.yaml", "id: gazette-2018", "id: Gazette_2018"),
        ("sources.yaml", "id: gazette-2018", "idd: gazette-2018"),
        ("topics.yaml", "id: diplomacy", "idd: diplomacy"),
        ("topics.yaml", "topics:", "topics: []\ntopics:"),
        ("relations/graustark.yaml", "id: graustark-visits\n", "idd: graustark-visits\n"),
        ("relations/graustark.yaml", "facts:", "facts: []\nfacts:"),
    ],
)
def test_one_mistake_is_one_problem_despite_references(path: str, old: str | None, new: str) -> None:
    files = {**texts(), "knowledge.yaml": texts()["knowledge.yaml"].replace(b"facts: 3", b"facts: 9")}
    files[path] = files[path].replace(old.encode(), new.encode(), 1) if old else new.encode()

    problems = load_texts(files).problems

    assert {problem.location.path for problem in problems} == {path}
    assert len(problems) <= 2


def test_reports_unknown_references_beside_broken_file() -> None:
    fact = FACT.replace("  verified", "  supersedes: [{fact: nonesuch, because: newer}]\n  verified")
    broken = {path: content.replace(b"name: Sylvania", b"\tname: Sylvania") for path, content in texts().items()}
    problems = load_texts({**broken, "relations/zenda.yaml": relation(fact).encode()}).problems

    assert [problem.rule for problem in problems] == ["syntax", "unknown-fact"]


def test_missing_file_is_one_problem_despite_references() -> None:
    assert len(problems_of(sources=None)) == len(problems_of(topics=None)) == 1


def test_reports_circular_supersession_at_each_link() -> None:
    circle = "".join(
        FACT.replace("zenda-castle", f"zenda-{one}").replace(
            "  verified", f"  supersedes: [{{fact: zenda-{other}, because: newer}}]\n  verified"
        )
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    )

    assert [problem.split("[")[-1] for problem in problems_of(relations__zenda=relation(circle))] == ["self-link]"] * 3


@pytest.mark.parametrize("claim", ["iso: SY", "aliases: [sylvania]", "aliases: [Sylvania's]", "aliases: [sy]"])
def test_ids_and_codes_count_as_names(claim: str) -> None:
    assert [
        problem.split("[")[-1]
        for problem in problems_of(relations__zenda=f"partner: zenda\nname: Zenda\nkind: place\n{claim}\n")
    ] == ["name-claimed-twice]"]


def test_limits_reported_problems() -> None:
    reported = problems_of(relations__zenda="a: &a 1\nb:\n" + "  - *a\n" * 5_000)

    assert len(reported) == 101
    assert reported[-1] == (
        "relations/zenda.yaml:101:5: … and 4,901 more problems in this file: fix these first, then check again "
        "[more-problems]"
    )


def test_references_to_broken_file_are_no_problems() -> None:
    files = texts(
        relations__sylvania=texts()["relations/sylvania.yaml"].decode() + "oops: [\n",
        topics="topics:\n  - id: energy\n  - id: borders\n  - id: diplomacy\n  oops\n",
    )

    assert [problem.location.path for problem in load_texts(files).problems] == [
        "relations/sylvania.yaml",
        "topics.yaml",
    ]
