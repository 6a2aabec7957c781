import pytest

from bot.domain.answers import Answer
from bot.reply.facts import FACTS_A_PAGE
from bot.reply.layout import to_view
from bot.reply.texts import clean, cut
from bot.reply.view import View
from bot.search import answer
from tests.bases import FACT, TODAY, index, relation


def ask(question: str, **changes: str | None) -> Answer:
    return answer(question, index(**changes), TODAY)


def view(question: str, **changes: str | None) -> View:
    return to_view(ask(question, **changes), "/ruri")


def notes(of: View) -> list[str]:
    return ["".join(span.text for span in note) for note in of.notes]


def test_an_answer_is_headed_by_its_partners() -> None:
    assert (view("sylvania").title, [partner.id for partner in view("sylvania").heads]) == ("Sylvania", ["sylvania"])
    assert view("graustark sylvania").title == "Graustark and Sylvania"
    assert (view("Ruritania").title, [partner.id for partner in view("Ruritania").heads]) == (
        "Ruritania",
        ["ruritania"],
    )
    assert (view("treaty").title, view("treaty").heads) == ("Ruritania's foreign relations", ())


def test_what_was_not_exact_is_told() -> None:
    assert notes(view("sylvanja")) == ["Showing Sylvania for “sylvanja”."]
    assert notes(view("sylvanja gas whales")) == [
        "Showing Sylvania for “sylvanja”.",
        "Nothing here has “whales”, so that was passed over.",
    ]
    assert notes(view("sylvania oil")) == ["None of these has the word “oil”; they are on its topic."]
    assert notes(view("sylvanja summer kings")) == [
        "This base has nothing about Sylvania on “summer” or “kings”.",
        "Showing Sylvania for “sylvanja”.",
    ]
    assert notes(view("graustark pipelnie")) == ["Read “pipelnie” as Energy."]
    assert notes(view("sylvania friendhsip")) == ["Read “friendhsip” as friendship."]
    assert notes(view("sylvania since the nineties")) == ["Read “since the nineties” as since 1990."]
    assert notes(view("sylvania in the 1990s")) == []
    assert notes(view("sylvania since 1.5.1993")) == ["Read “since 1.5.1993” as since 1993-05."]
    assert notes(view("sylvania since 31.5.1993")) == [], "there is no other way to read it"
    assert notes(view("is sylvania not an ally")) == ["“not” was passed over: these facts may say the opposite."]
    assert notes(view("sylvania except zenda")) == ["Facts about Zenda are left out."]
    assert notes(view("sylvania except the Gas and zenda")) == ["Facts about Zenda and Gas are left out."]
    assert notes(view("bolivvia")) == ["This base has nothing on Bolivia.", "Read “bolivvia” as Bolivia."]
    assert notes(view("michael elphberg sylvania")) == [
        "No fact here is about Michael Elphberg and Sylvania together; these are about one of them."
    ]
    assert notes(view("sylvania")) == []


def test_who_asks_for_what_is_new_is_told_how_new_it_is() -> None:
    assert notes(view("sylvania now")) == ["The newest that this base knows of this is of 1 October 2026."]
    assert notes(view("latest frendship 1993")) == [
        "Read “frendship” as friendship.",
        "The newest that this base knows of this is of May 1993.",
    ]


def test_a_country_without_a_file_heads_the_facts_that_mention_it() -> None:
    text = relation(FACT.replace("Zenda has a castle.", "Zenda sells its castle to Bolivia."))
    found = view("bolivia", relations__zenda=text)
    of_two_words = relation(
        FACT.replace("Zenda has a castle.", "Zenda sells a castle in the south of Graustark to Korea.")
    )

    assert not view("south korea", relations__zenda=of_two_words).facts, "a name is mentioned in one piece"
    assert (found.title, found.heads, found.summary) == ("bolivia", (), None)
    assert notes(found) == ["This base has no file on Bolivia; these facts mention “bolivia”."]


def test_an_old_base_says_how_old_it_is() -> None:
    assert view("sylvania 1993").facts_line == "1 fact. The newest source here speaks up to 27 July 2018."
    assert view("sylvania").facts_line == "Facts 1 to 5 of 6."


def test_a_dated_fact_from_an_old_source_says_how_old() -> None:
    lines = {fact.statement: fact.dateline for fact in view("sylvania").facts}

    assert lines["Sylvania and Ruritania signed a treaty of friendship in May 1993."] == (
        "May 1993 · source as of 27 July 2018"
    )
    assert lines["Ruritania counts Sylvania among its allies."] == "as of 1 October 2026"


def test_a_fact_says_whose_voice_it_is_and_what_it_ends_or_contradicts() -> None:
    asides = {fact.statement: fact.asides for question in ("sylvania", "graustark") for fact in view(question).facts}

    assert asides["The frontier of Sylvania with Graustark was shut to traders."] == ("Attributed to Sylvania",)
    assert asides["Graustark never planned a pipeline."] == (
        "Attributed to Graustark",
        "Contradicted by: Graustark planned a pipeline that avoids Sylvania. (the two papers disagree)",
    )
    assert asides["State visits between Ruritania and Graustark ended."] == (
        "Supersedes: The kings of Ruritania and Graustark visit each other every summer. (the court papers say so)",
    )
    assert asides["The kings of Ruritania and Graustark visit each other every summer."] == (
        "Superseded by: State visits between Ruritania and Graustark ended. (the court papers say so)",
    )


def many(count: int) -> str:
    facts = [
        FACT.replace("zenda-castle", f"zenda-{number:03}").replace("a castle", f"castle {number:03}")
        for number in range(count)
    ]
    return relation("".join(facts))


def test_facts_come_in_pages_and_none_is_lost() -> None:
    base = many(12)
    seen = []
    query = "zenda"
    for first, last in ((1, 5), (6, 10), (11, 12)):
        page = view(query, relations__zenda=base)
        assert (page.facts_line or "").startswith(f"Facts {first} to {last} of 12.")
        seen += [fact.statement for fact in page.facts]
        query = page.more.query if page.more else ""
    assert seen == [f"Zenda has castle {number:03}." for number in range(12)]
    assert query == ""
    assert [item.query for item in view("zenda", relations__zenda=base).suggestions] == ["Zenda borders"]


@pytest.mark.parametrize("question", ["zenda: page: 2 !", "zenda borders page-2", f"zenda {'please ' * 60}page 2"])
def test_turning_the_page_asks_the_same_however_it_was_put(question: str) -> None:
    page = view(question, relations__zenda=many(12))

    assert page.facts_line == "Facts 6 to 10 of 12. The newest source here speaks up to 27 July 2018."
    assert page.more
    assert page.more.query == ("zenda borders page 3" if "borders" in question else "Zenda page 3")


WORDY = " ".join(f"castle{number:03}" for number in range(60))


def test_a_question_too_long_to_repeat_is_not_cut_into_another() -> None:
    page = view(f"zenda {WORDY}", relations__zenda=many(12).replace("Zenda has castle", f"Zenda has {WORDY} castle"))

    assert page.more
    assert (page.more.label, page.more.query) == ("7 more facts; ask about less at once to see them", "")


def test_a_page_beyond_the_last_shows_the_last() -> None:
    page = view("zenda page 9", relations__zenda=many(6))

    assert notes(page) == ["There are only 2 pages: this is the last."]
    assert [fact.statement for fact in page.facts] == ["Zenda has castle 005."]


def test_long_facts_make_shorter_pages() -> None:
    long = many(3).replace("excerpt: the keep above the moat", f"excerpt: {'x' * 600}").replace("Zenda has", "y" * 900)
    cited = ", ".join([f"{{source: gazette-2018, excerpt: {'x' * 600}}}"] * 4)
    long = long.replace(f"{{source: gazette-2018, excerpt: {'x' * 600}}}", cited)

    pages = [view(f"zenda page {number}", relations__zenda=long) for number in (1, 2)]

    assert [len(page.facts) for page in pages] == [2, 1]
    assert len(pages[0].facts) < FACTS_A_PAGE
    assert pages[0].more
    assert pages[0].more.label == "1 more fact"


def test_the_summary_stands_on_the_first_page_only() -> None:
    base = many(6).replace("kind: place\n", "kind: place\nsummary: A town.\n")

    assert view("zenda", relations__zenda=base).summary == "A town."
    assert view("zenda page 2", relations__zenda=base).summary is None


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("help", "How to ask about Ruritania's foreign relations"),
        ("elphberg", "Which did you mean?"),
        ("bohemia", "Nothing found"),
    ],
)
def test_without_facts_the_reply_leads_on(question: str, title: str) -> None:
    of = view(question)

    assert (of.title, of.facts, of.facts_line) == (title, (), None)
    assert of.suggestions


@pytest.mark.parametrize(
    ("text", "cleaned"), [("a\x00b\n\tc", "a b c"), ("\ud800x", "x"), ("e\u2028f", "e f"), ("  ", "")]
)
def test_text_is_cleaned_of_what_no_surface_shows(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(("text", "most", "short"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab cd", 4, "ab…")])
def test_what_is_cut_says_so(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


def test_a_review_interval_longer_than_the_calendar_makes_nothing_old() -> None:
    knowledge = "title: T\nsubject: ruritania\ncommand: /r\nowner: o\nreview_interval_days: 999999\n"

    assert view("sylvania gas", knowledge=knowledge).facts_line == "3 facts."
