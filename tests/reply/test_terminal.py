from bot.domain.requests import Form, Request, Word
from bot.reply import to_explanation, to_terminal
from bot.reply.terminal import WIDTH
from bot.search import answer, as_answer, respond
from tests.bases import FACT, TODAY, index, relation, relation_of


def test_shows_what_slack_shows() -> None:
    assert to_terminal(respond("sylvanja 1994 frontier", index(), TODAY)).splitlines() == [
        "🇸🇾 Sylvania",
        "Sylvania · “frontier” · 1994",
        "Showing Sylvania for “sylvanja”.",
        "",
        "1 fact. Newest source: 27 July 2018.",
        "",
        "• The frontier of Sylvania with Graustark was shut to traders.",
        "  1994 to 1999 · ended · source as of 27 July 2018 · attributed to Sylvania · The Gazette, Gazette",
        "  Press, page 4, quotation not yet verified",
        "  │ not one cart crossed",
        "  https://gazette.example/2018",
    ]


def test_names_words_that_nearest_facts_lack() -> None:
    lines = to_terminal(respond("sylvania gas whales", index(), TODAY)).splitlines()

    assert lines[:5] == [
        "🇸🇾 No exact answer · Sylvania",
        "Sylvania · “gas”",
        "No fact on Sylvania mentions “whales”. Closest:",
        "",
        "The 4 closest facts.",
    ]
    assert "Outcome: near, 4 facts" in to_explanation(respond("sylvania gas whales", index(), TODAY)).splitlines()


def test_shows_suggestions_as_commands() -> None:
    assert to_terminal(respond("zenda", index(relations__zenda=relation_of(6)), TODAY)).splitlines()[-1:] == [
        "1 more fact: azrel ask Zenda page 2",
    ]
    assert to_terminal(respond("sylvania energy", index(), TODAY)).splitlines()[-2:] == [
        "  azrel ask Sylvania energy with:graustark   Graustark (1)",
        "  azrel ask Sylvania energy with:rudolf-elphberg   Rudolf Elphberg (1)",
    ]
    assert to_terminal(respond("genghis", index(), TODAY)).splitlines()[-1:] == ["  azrel ask diplomacy"], (
        "no label twice"
    )
    assert to_terminal(respond("elphberg", index(), TODAY)).splitlines() == [
        "Which did you mean?",
        "",
        "One of these:",
        "  azrel ask Michael Elphberg",
        "  azrel ask Rudolf Elphberg",
    ]


def test_quotes_suggested_commands_for_a_shell() -> None:
    head = 'partner: zenda\nname: Zenda; ls & "co"\nkind: place\naliases: [Zenda]\nfacts:\n'
    named = index(relations__zenda=head + relation_of(6).partition("facts:\n")[2])
    lines = to_terminal(respond("zenda", named, TODAY)).splitlines()

    assert "1 more fact: azrel ask 'Zenda;' ls '&' '\"co\"' page 2" in lines


def test_omits_too_long_commands() -> None:
    words = tuple([Word(f"castle{number:03}") for number in range(40)])
    base = index(
        relations__zenda=relation_of(7).replace("Zenda has", f"Zenda has {' '.join([word.text for word in words])}")
    )
    shown = to_terminal(answer(Request(partners=("zenda",), words=words), base, TODAY))

    assert "2 more facts; narrow your question to see them" in shown
    assert "azrel ask" not in shown


def test_shows_companion_beneath_its_fact() -> None:
    lines = to_terminal(respond("sylvania energy", index(), TODAY)).splitlines()

    assert "↳ Contradicted by: Graustark never planned a pipeline." in lines
    assert "  The two papers disagree." in lines


def test_chatter_is_a_line() -> None:
    assert to_terminal(respond("thanks", index(), TODAY)) == "You're welcome!"


def test_lines_are_wrapped() -> None:
    wide = index(relations__zenda="partner: zenda\nname: Zenda\nkind: place\n")
    for question in ("help", "sylvania", "whales and other words " * 20):
        lines = to_terminal(respond(question, wide, TODAY)).splitlines()
        assert all(len(line) <= WIDTH for line in lines if "://" not in line and " ask " not in line)


def test_explains_reading_of_each_word_and_rank_of_each_fact() -> None:
    found = respond("sylvanja gas in 2010", index(), TODAY)
    (match,) = as_answer(found).facts
    names, time, word = match.reasons

    assert to_explanation(found).splitlines() == [
        "Question: sylvanja gas in 2010",
        "Read as:",
        "  sylvanja  partner    Sylvania: 1 edit from “Sylvania”",
        "  gas       topic      a word for Energy",
        "  in 2010   period     the time 2010",
        "Partner: Sylvania (sylvania) for “sylvanja”: 1 edit from “Sylvania”",
        "Form: answer (Answer)",
        "Request:",
        "  partners       sylvania",
        "  words          gas (or energy)",
        "  time           2010",
        "Outcome: answer, 1 fact",
        f"  1. {match.score:.3f}  sylvania-gas",
        f"       names {names.score:.2f} of {names.most:.2f}: about Sylvania",
        f"       time {time.score:.2f} of {time.most:.2f}: reaches into “2010”",
        f"       word {word.score:.2f} of {word.most:.2f}: its words: gas",
        f"Revision: {found.snapshot.revision}",
    ]


def test_explained_score_equals_the_score() -> None:
    found = as_answer(respond("sylvanja gas in 2010", index(), TODAY))
    (match,) = found.facts

    assert abs(sum([reason.score for reason in match.reasons]) - match.score) < 0.01


def test_explanation_has_all_fields_of_the_request() -> None:
    request = Request(
        form=Form.TIMELINE,
        partners=("sylvania",),
        involving=("graustark",),
        words=(Word("whales", is_known=False),),
        newest_first=True,
        names_subject=True,
        without_partners=("zenda",),
        without_words=(Word("gas", ("energy",)),),
        page=2,
        size=4,
        shown=9,
    )
    lines = to_explanation(answer(request, index(), TODAY)).splitlines()

    start = lines.index("Form: timeline (Timeline)")
    assert lines[start : start + 11] == [
        "Form: timeline (Timeline)",
        "Request:",
        "  partners       sylvania",
        "  involving      graustark",
        "  words          whales (unknown)",
        "  newest first   yes",
        "  subject        ruritania",
        "  left out       zenda, gas (or energy)",
        "  page           2",
        "  facts a page   4",
        "  shown before   9",
    ]
    several = Request(form=Form.COMPARE, either=(("michael-elphberg", "rudolf-elphberg"),))
    assert "  either         michael-elphberg or rudolf-elphberg" in to_explanation(answer(several, index(), TODAY))


def test_explains_empty_question() -> None:
    assert to_explanation(respond("", index(), TODAY)).splitlines()[:7] == [
        "Question: ",
        "Read as:",
        "  nothing",
        "Form: help (Help)",
        "Request:",
        "  nothing more",
        "Outcome: help",
    ]
    lines = to_explanation(respond("zenda", index(), TODAY)).splitlines()
    assert "Outcome: none (no-facts)" in lines
    assert "  → Graustark" in lines


def test_shows_each_source_with_excerpt_and_address() -> None:
    both = "{source: gazette-2018, excerpt: the keep above the moat}, {source: almanac-2026, excerpt: a keep}"
    fact = FACT.replace("{source: gazette-2018, excerpt: the keep above the moat}", both)
    lines = to_terminal(respond("zenda", index(relations__zenda=relation(fact)), TODAY)).splitlines()

    assert lines[lines.index("• Zenda has a castle.") :] == [
        "• Zenda has a castle.",
        "  as of 1 October 2026 · The Gazette, Gazette Press, quotation not yet verified",
        "  │ the keep above the moat",
        "  https://gazette.example/2018",
        "  The Almanac, Almanac House, quotation not yet verified",
        "  │ a keep",
    ]
