from bot.reply import to_explanation, to_terminal
from bot.reply.terminal import WIDTH
from bot.search import answer
from tests.bases import TODAY, index
from tests.reply.test_view import WORDY, many


def test_the_terminal_shows_what_slack_shows() -> None:
    assert to_terminal(answer("sylvanja 1994 frontier", index(), TODAY)).splitlines() == [
        "🇸🇾 Sylvania",
        "Showing Sylvania for “sylvanja”.",
        "",
        "Sylvania is Ruritania's chief ally and buys its gas.",
        "",
        "1 fact. The newest source here speaks up to 27 July 2018.",
        "",
        "• The frontier of Sylvania with Graustark was shut to traders.",
        "  1994 to 1999 · ended · source as of 27 July 2018",
        "  Attributed to Sylvania",
        "  │ not one cart crossed",
        "  The Gazette, Gazette Press, page 4, quotation not yet verified",
        "  https://gazette.example/2018",
    ]


def test_the_terminal_leads_on() -> None:
    assert to_terminal(answer("zenda", index(relations__zenda=many(6)), TODAY)).splitlines()[-3:] == [
        "1 more fact: azrel ask Zenda page 2",
        "Narrow it down:",
        "  azrel ask Zenda borders   Borders (6)",
    ]
    assert to_terminal(answer("elphberg", index(), TODAY)).splitlines() == [
        "Which did you mean?",
        "",
        "One of these:",
        "  azrel ask Michael Elphberg",
        "  azrel ask Rudolf Elphberg",
    ]


def test_what_is_offered_can_be_pasted_into_a_shell() -> None:
    head = 'partner: zenda\nname: Zenda; ls & "co"\nkind: place\naliases: [Zenda]\nfacts:\n'
    named = index(relations__zenda=head + many(6).partition("facts:\n")[2])
    lines = to_terminal(answer("zenda", named, TODAY)).splitlines()

    assert "1 more fact: azrel ask 'Zenda;' ls '&' '\"co\"' page 2" in lines


def test_a_question_too_long_to_repeat_is_not_repeated() -> None:
    base = index(relations__zenda=many(12).replace("Zenda has castle", f"Zenda has {WORDY} castle"))

    assert "7 more facts; ask about less at once to see them" in to_terminal(answer(f"zenda {WORDY}", base, TODAY))


def test_lines_are_wrapped() -> None:
    wide = index(relations__zenda="partner: zenda\nname: Zenda\nkind: place\n")
    for question in ("help", "sylvania", "whales and other words " * 20):
        lines = to_terminal(answer(question, wide, TODAY)).splitlines()
        assert all(len(line) <= WIDTH for line in lines if "://" not in line and " ask " not in line)


def test_an_explanation_tells_how_each_word_was_read_and_why_each_fact_stands_where_it_does() -> None:
    found = answer("sylvanja gas in 2010", index(), TODAY)

    assert to_explanation(found).splitlines() == [
        "Question: sylvanja gas in 2010",
        "Read as:",
        "  sylvanja  partner      Sylvania: 1 edit from “Sylvania”",
        "  gas       topic        a word for Energy",
        "  in 2010   time         the time 2010",
        "Partner: Sylvania (sylvania) for “sylvanja”: 1 edit from “Sylvania”",
        "Outcome: answer",
        f"  1. {found.facts[0].score:.3f}  sylvania-gas: about Sylvania; reaches into “2010”; its words: gas; its topic: Energy",
        f"Revision: {found.snapshot.revision}",
    ]


def test_an_explanation_of_nothing_is_one_too() -> None:
    assert to_explanation(answer("", index(), TODAY)).splitlines()[:4] == [
        "Question: ",
        "Read as:",
        "  nothing",
        "Outcome: help",
    ]
    lines = to_explanation(answer("zenda", index(), TODAY)).splitlines()
    assert "Outcome: none (no-facts)" in lines
    assert "  → Graustark" in lines
