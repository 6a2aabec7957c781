"""An edit changes the one value alone, whatever the comments and styles of the file."""

import json
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.operations import Kind, Operation, hash_of
from bot.editing import apply, find_fact, is_applied

WORDS = st.lists(
    st.sampled_from("Sylvania buys gas: #1 it's [so] “said” – a, b 2020 é".split()), min_size=1, max_size=30
)
TEXTS = WORDS.map(" ".join)
PLAIN = st.lists(st.sampled_from("Sylvania buys gas since 2020 é".split()), min_size=1, max_size=12).map(" ".join)
KEYS = ("statement", "topics", "when", "keywords", "citations", "verified")


class Writer:
    """Writes facts in random styles, with comments between and after their lines."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.lines, self.count = draw, list[str](), 0

    def comment(self, indent: int) -> None:
        for _ in range(self.draw(st.integers(0, 1))):
            self.count += 1
            self.lines.append(f"{' ' * indent}# comment {self.count}")

    def behind(self) -> str:
        self.count += 1
        return f"  # comment {self.count}" if self.draw(st.booleans()) else ""

    def text(self, start: str, text: str, indent: int) -> None:
        style = self.draw(st.sampled_from(["plain", "single", "double", "folded", "literal"]))
        if style in ("folded", "literal"):
            mark = ">" if style == "folded" else "|"
            self.lines.append(f"{start}{mark}-{self.behind()}")
            words = text.split(" ")
            cut = self.draw(st.integers(1, len(words))) if mark == ">" else len(words)
            self.lines += [" " * (indent + 2) + " ".join(part) for part in (words[:cut], words[cut:]) if part]
            return
        shown = {"single": "'" + text.replace("'", "''") + "'", "double": json.dumps(text, ensure_ascii=False)}.get(
            style, text
        )
        is_plain = yaml.safe_load(json.dumps([text])) and all(
            sign not in text for sign in ": # [ “ ' –".split(" ") if sign
        )
        self.lines.append(
            f"{start}{shown if style != 'plain' or is_plain else json.dumps(text, ensure_ascii=False)}{self.behind()}"
        )

    def items(self, start: str, items: list[str], indent: int) -> None:
        shown = [json.dumps(item, ensure_ascii=False) for item in items]
        style = self.draw(st.sampled_from(["one line", "lines", "trailing", "dashes"]))
        if style == "one line":
            self.lines.append(f"{start}[{', '.join(shown)}]{self.behind()}")
        elif style == "dashes":
            self.lines.append(f"{start.rstrip(' ')}{self.behind()}")
            for item in shown:
                self.comment(indent + 2)
                self.lines.append(f"{' ' * (indent + 2)}- {item}{self.behind()}")
        else:
            self.lines.append(f"{start}[{self.behind()}")
            for at, item in enumerate(shown):
                self.comment(indent + 4)
                comma = "," if style == "trailing" or at < len(shown) - 1 else ""
                self.lines.append(f"{' ' * (indent + 4)}{item}{comma}{self.behind()}")
            self.lines.append(f"{' ' * (indent + 2)}]{self.behind()}")

    def fact(self, name: str) -> None:
        self.comment(2)
        self.lines.append(f"  - id: {name}{self.behind()}")
        for key in KEYS[: -1 if self.draw(st.booleans()) else None]:
            if self.draw(st.integers(0, 4)) == 0:
                self.lines += [""] * self.draw(st.integers(0, 1))
            self.comment(4)
            start = f"    {key}: "
            if key in ("topics", "keywords"):
                self.items(start, self.draw(st.lists(TEXTS, min_size=1, max_size=4)), 4)
            elif key == "citations":
                self.lines.append(f"    citations:{self.behind()}")
                for number in range(self.draw(st.integers(1, 2))):
                    self.comment(6)
                    self.lines.append(f"      - source: s{number}{self.behind()}")
                    self.comment(8)
                    self.text("        excerpt: ", self.draw(TEXTS), 8)
            else:
                self.text(start, self.draw(TEXTS), 4)


@st.composite
def files(draw: Any) -> str:
    writer = Writer(draw)
    writer.lines.append("partner: sylvania")
    writer.comment(0)
    writer.lines.append("facts:")
    for name in ("one", "two", "three"):
        writer.fact(name)
    writer.comment(0)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return "".join(line + newline for line in writer.lines)


@st.composite
def topics(draw: Any) -> str:
    writer = Writer(draw)
    writer.lines.append("topics:")
    for name in ("one", "two", "three"):
        writer.comment(2)
        writer.lines.append(f"  - id: {name}{writer.behind()}")
        writer.comment(4)
        writer.text("    name: ", draw(TEXTS), 4)
        writer.items("    words: ", draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True)), 4)
    writer.comment(0)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return "".join(line + newline for line in writer.lines)


def comments_in(text: str) -> list[str]:
    return [word for line in text.splitlines() if (word := line.rpartition("# comment ")[2]) != line]


def span_of(text: str, fact: str, key: str) -> tuple[int, int]:
    """Return the lines from a key of a fact to the next key."""
    root: Any = yaml.compose(text, Loader=yaml.CBaseLoader)
    facts = root.value[1][1].value
    at = ["one", "two", "three"].index(fact)
    pairs = facts[at].value
    ends = [name.start_mark.line for name, _ in pairs]
    ends.append(facts[at + 1].start_mark.line if at < 2 else len(text.splitlines()))
    number = [name.value for name, _ in pairs].index(key)
    return ends[number], ends[number + 1]


@settings(max_examples=settings().max_examples // 2)
@given(
    files(),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(["statement", "when", "excerpt", "keywords"]),
    TEXTS,
)
def test_edit_changes_only_the_value(text: str, fact: str, key: str, new: str) -> None:
    fields: Any = find_fact({"a.yaml": text}, fact).fields
    value: Any
    if key == "excerpt":
        key, value = "citations", [{**fields["citations"][0], "excerpt": new}, *fields["citations"][1:]]
    else:
        value = [*fields[key], new] if key == "keywords" else new
    edited = apply(Operation(Kind.EDIT, "", fact, {**fields, key: value}, hash_of(fields)), {"a.yaml": text}).text

    first, end = span_of(text, fact, key)
    old_lines, new_lines = text.splitlines(keepends=True), edited.splitlines(keepends=True)
    assert new_lines[:first] == old_lines[:first]
    assert end == len(old_lines) or new_lines[end - len(old_lines) :] == old_lines[end:]
    assert comments_in(edited) == comments_in(text)
    changed: Any = find_fact({"a.yaml": edited}, fact).fields
    restored = apply(Operation(Kind.RESTORE, "", fact, fields, hash_of(changed)), {"a.yaml": edited}).text
    assert find_fact({"a.yaml": restored}, fact).fields == fields
    assert comments_in(restored) == comments_in(text)
    if key == "keywords":
        assert restored == text


@settings(max_examples=settings().max_examples // 2)
@given(files(), st.sampled_from(["one", "two", "three"]))
def test_restoring_reverts_verification(text: str, fact: str) -> None:
    fields: Any = find_fact({"a.yaml": text}, fact).fields
    verify = Operation(Kind.VERIFY, "", fact, {"verified": "2026-11-23"}, hash_of(fields))
    edited = apply(verify, {"a.yaml": text}).text

    assert comments_in(edited) == comments_in(text)
    changed: Any = find_fact({"a.yaml": edited}, fact).fields
    assert changed == {**fields, "verified": "2026-11-23"}
    restored = apply(Operation(Kind.RESTORE, "", fact, fields, hash_of(changed)), {"a.yaml": edited}).text
    assert find_fact({"a.yaml": restored}, fact).fields == fields
    assert comments_in(restored) == comments_in(text)
    if "verified" not in fields:
        assert restored == text


@settings(max_examples=settings().max_examples // 2)
@given(files(), st.sampled_from(["one", "two", "three"]))
def test_removal_keeps_comments_of_neighbours(text: str, fact: str) -> None:
    edited = apply(Operation(Kind.REMOVE, "", fact), {"a.yaml": text}).text

    heads = {
        name: next(at for at, line in enumerate(text.splitlines()) if f"- id: {name}" in line)
        for name in ("one", "two", "three")
    }
    starts = {name: at - (text.splitlines()[at - 1].startswith("  # ")) for name, at in heads.items()}
    bounds = [*starts.values(), len(text.splitlines()) - text.splitlines()[-1].startswith("# ")]
    at = list(starts).index(fact)
    lines = text.splitlines(keepends=True)
    assert edited == "".join((*lines[: bounds[at]], *lines[bounds[at + 1] :]))


@given(topics(), st.sampled_from(["one", "two", "three"]), st.lists(TEXTS, min_size=1, max_size=3, unique=True))
def test_adding_topic_word_changes_nothing_else(text: str, topic: str, words: list[str]) -> None:
    operation = Operation(Kind.ADD_TOPIC_WORD, fields={"id": topic, "words": words})
    edited = apply(operation, {"topics.yaml": text}).text

    assert comments_in(edited) == comments_in(text)
    before, after = (yaml.load(each, Loader=yaml.CBaseLoader)["topics"] for each in (text, edited))  # noqa: S506 - text only
    for old, new in zip(before, after, strict=True):
        more = [word for word in words if old["id"] == topic and word not in old["words"]]
        assert new == {**old, "words": [*old["words"], *more]}
    assert apply(operation, {"topics.yaml": edited}).text == edited
    assert is_applied(operation, {"topics.yaml": edited})
