from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.dates import parse_when
from bot.domain.text import excerpt_parts, find_excerpt, fold, to_searchable, to_verbatim, words_of
from bot.loading import load_texts
from bot.loading.documents import Document, parse_document
from bot.loading.files import LOCK
from bot.loading.load import assemble
from tests.bases import snapshot_of, texts
from tests.property.edits import each_undone, states, with_other_kinds

FILES = texts()


@given(st.binary(max_size=400))
@example(b"a: &a [*a]")
@example(b"\xff\xfe")
@example(b'a: "\\ud800"')
@example(b"? ? ? [")
@example(b"!<tag:x> a: b")
@example("a\r\x85\tb: @".encode())
def test_parses_any_bytes_to_document_or_located_problems(content: bytes) -> None:
    document = parse_document("f.yaml", content)

    assert (document.data is None) <= bool(document.problems)
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in document.problems:
        assert 1 <= problem.location.line <= len(lines) + 1
        assert problem.location.column >= 1
        assert problem.message


@st.composite
def broken_files(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the base with one file cut, spliced or scribbled over."""
    path = draw(st.sampled_from(sorted(FILES)))
    content = FILES[path]
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 60)))
    scribble = draw(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from([b"\t", b"[", b"{", b"*a", b"&a ", b": ", b"'", b"- ", b"\x00", b"x: y\n"]),
        )
    )
    return {**FILES, path: content[:start] + scribble + content[end:]}


@given(broken_files())
def test_broken_folder_is_refused_or_served_whole(files: dict[str, bytes]) -> None:
    result = load_texts(files)

    assert (result.snapshot is None) == any(problem.severity == "error" for problem in result.problems)
    assert list(result.problems) == sorted(result.problems)
    for problem in result.problems:
        assert problem.location.path in files
        assert (
            problem.location.line
            <= files[problem.location.path].count(b"\n") + files[problem.location.path].count(b"\r") + 2
        )


@given(states())
@example(each_undone())
@example(with_other_kinds())
def test_reload_equals_fresh_load(edited: list[dict[str, bytes]]) -> None:
    documents: dict[str, Document] = {}
    for files in edited:
        documents = {
            path: parse_document(path, content, before=documents.get(path))
            for path, content in files.items()
            if path != LOCK
        }
        result = assemble(documents, files.get(LOCK, b""))

        assert repr(result) == repr(load_texts(files))


@given(st.permutations(sorted(FILES)))
def test_order_of_files_does_not_matter(order: list[str]) -> None:
    assert repr(snapshot_of({path: FILES[path] for path in order})) == repr(snapshot_of(FILES))


@given(st.text())
def test_dates_are_read_or_refused(text: str) -> None:
    try:
        when = parse_when(text)
    except ValueError:
        return
    assert when.text == text
    assert when.period.start or when.period.end
    assert not (when.period.start and when.period.end) or when.period.start <= when.period.end


@given(st.text(), st.text(), st.text())
def test_excerpt_cut_from_a_text_is_found_in_it(before: str, excerpt: str, after: str) -> None:
    text = to_searchable(f"{before} {excerpt} {after}")
    parts = excerpt_parts(excerpt)

    if parts and " ".join(parts) == to_verbatim(excerpt):
        spans = find_excerpt(excerpt, text)
        assert spans is not None
        assert len(spans) == len(parts)


@given(st.text())
@example("𝕊™ǅ")
def test_fold_is_idempotent(text: str) -> None:
    assert words_of(fold(text)) == words_of(text)
    assert to_verbatim(to_verbatim(text)) == to_verbatim(text)
