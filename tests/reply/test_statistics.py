from bot.reply import count_facts, to_statistics
from tests.bases import TODAY, snapshot_of, texts


def test_counts_facts_by_each_attribute() -> None:
    figures = count_facts(snapshot_of(texts()), TODAY, ["no-summary", "weak-excerpt", "weak-excerpt"])

    assert figures == {
        "facts": 9,
        "partners": 5,
        "sources": 2,
        "quoted": 8,
        "quotations": 8,
        "verified": 0,
        "oldest_verification": "2026-11-01",
        "by_partner": {
            "graustark": 5,
            "sylvania": 5,
            "rudolf-elphberg": 2,
            "michael-elphberg": 1,
            "ruritania": 1,
        },
        "by_topic": {"diplomacy": 5, "energy": 3, "borders": 1},
        "by_status": {"current": 3, "disputed": 2, "event": 2, "ended": 1, "superseded": 1},
        "by_decade": {"1990s": 3, "2000s": 2, "undated": 4},
        "by_year": {},
        "attributed_by_decade": {"1990s": 1, "undated": 1},
        "by_source": {"gazette-2018": 6, "almanac-2026": 3},
        "thin_partners": {"zenda": 0, "michael-elphberg": 1, "rudolf-elphberg": 2},
        "by_warning": {"weak-excerpt": 2, "no-summary": 1},
    }


def test_prints_figures_in_columns() -> None:
    snapshot = snapshot_of(texts())
    lines = to_statistics(count_facts(snapshot, TODAY), snapshot.about).splitlines()

    assert lines[0] == "9 facts about 5 partners from 2 sources; 8 quoted (89%); oldest verification 2026-11-01"
    assert lines[1] == "0 of 8 quotations verified in their sources' texts (0%)"
    assert lines[3:6] == ["Facts by partner", "  graustark             5", "  sylvania              5"]
    assert [line for line in lines if line and not line.startswith(" ")][2:] == [
        "Facts by partner",
        "Facts by topic",
        "Facts by status",
        "Facts by decade",
        "Facts by year of the 2020s",
        "One side's word by decade",
        "Facts by source",
        "Partners with fewer than 4 facts",
        "Warnings by kind",
    ]
    assert lines[-1] == "  none"


def test_counts_each_year_of_the_2020s() -> None:
    files = texts()
    files["relations/sylvania.yaml"] = files["relations/sylvania.yaml"].replace(b"2005/..", b"2021-03/..")
    figures = count_facts(snapshot_of(files), TODAY)

    assert (figures["by_year"], figures["by_decade"]["2020s"]) == ({"2021": 1}, 1)


def test_counts_empty_base() -> None:
    empty = {path: text for path, text in texts().items() if not path.startswith("relations/")}
    empty["knowledge.yaml"] = empty["knowledge.yaml"].replace(b"{facts: 3, partners: 3}", b"{facts: 0, partners: 1}")
    empty["relations/ruritania.yaml"] = b"partner: ruritania\nname: Ruritania\nkind: state\n"

    snapshot = snapshot_of(empty)
    figures = count_facts(snapshot, TODAY)

    assert (figures["facts"], figures["oldest_verification"], figures["by_topic"]) == (0, None, {})
    assert to_statistics(figures, snapshot.about).startswith(
        "0 facts about 0 partners from 2 sources; 0 quoted; oldest verification none"
    )
