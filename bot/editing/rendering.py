"""Entries → lines of YAML in the form that curators write: plain where that reads back the same, folded where long."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import yaml

WIDTH = 120

Value: TypeAlias = "str | Sequence[str] | Sequence[Entry] | Entry"
Entry: TypeAlias = Mapping[str, Value]

# What editors read as something else than text.
_TYPED = re.compile(r"~|null|true|false", re.IGNORECASE)
_FLOW_SIGNS = re.compile(r"[,\[\]{}:]")


def render_document(entry: Entry, *, comment: str = "") -> str:
    """A whole file that holds one entry, below a comment (`# …`) if one is given."""
    return "".join(f"{line}\n" for line in (*comment.splitlines(), *render_entry(entry)))


def render_entry(entry: Entry, indent: int = 0) -> list[str]:
    """The entry's keys and values as lines, indented by so many spaces."""
    return [line for key, value in entry.items() for line in _render_value(key, value, indent)]


def _render_value(key: str, value: Value, indent: int) -> Iterator[str]:
    start = f"{' ' * indent}{render_text(key)}:"
    if isinstance(value, str):
        yield from _render_text_value(start, value, indent)
    elif isinstance(value, Mapping):
        yield from (start, *render_entry(value, indent + 2)) if value else (f"{start} {{}}",)
    elif value and not isinstance(value[0], str):
        yield start
        for item in value:
            assert isinstance(item, Mapping)  # noqa: S101 - a list holds texts or entries, not both
            yield from render_item(item, indent + 2)
    else:
        yield from _render_list(start, [render_text(str(item), in_list=True) for item in value], indent)


def render_item(entry: Entry, indent: int) -> list[str]:
    """The entry as an item of a list, its dash indented by so many spaces."""
    first, *more = render_entry(entry, indent + 2) or [" " * (indent + 2) + "{}"]
    return [f"{' ' * indent}- {first.lstrip(' ')}", *more]


def _render_text_value(start: str, text: str, indent: int) -> Iterator[str]:
    line = f"{start} {render_text(text)}"
    # Folding joins lines by one space each, so that only such a text comes back from it as it was.
    if len(line) <= WIDTH or not text.isprintable() or text != " ".join(text.split(" ")).strip() or "  " in text:
        yield line
    else:
        yield f"{start} >-"
        yield from _fill(text, indent + 2)


def _render_list(start: str, items: list[str], indent: int) -> Iterator[str]:
    line = f"{start} [{', '.join(items)}]"
    if len(line) <= WIDTH:
        yield line
        return
    yield start
    yield f"{' ' * (indent + 2)}["
    row = ""
    for item in items:
        longer = f"{row} {item}," if row else f"{' ' * (indent + 4)}{item},"
        if row and len(longer) > WIDTH:
            yield row
            longer = f"{' ' * (indent + 4)}{item},"
        row = longer
    yield row
    yield f"{' ' * (indent + 2)}]"


def _fill(text: str, indent: int) -> list[str]:
    lead = " " * indent
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )


def render_text(text: str, *, in_list: bool = False) -> str:
    """A text in one line of YAML, in a list in brackets or not: plain where it may be, else in quotes."""
    if _is_plain(text, in_list=in_list):
        return text
    if text.isprintable() and "'" not in text and re.search(r'["\\]', text):
        return f"'{text}'"
    return f'"{"".join(map(_escape, text))}"'


def _is_plain(text: str, *, in_list: bool) -> bool:
    if not text.isprintable() or _TYPED.fullmatch(text) or (in_list and _FLOW_SIGNS.search(text)):
        return False
    try:
        value = yaml.load(f"- {text}", Loader=yaml.CBaseLoader)  # noqa: S506 - every value is read as text
    except yaml.YAMLError:
        return False
    return bool(text and value == [text])


def _escape(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
