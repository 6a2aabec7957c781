"""Render entries as YAML in curators' form: plain if that reads back the same, folded if long."""

import re
import textwrap
from collections.abc import Iterator, Mapping

import yaml

from bot.domain.operations import Fields, Value

WIDTH = 120

# Plain scalars that editors read as another type than text.
_TYPED = re.compile(r"~|null|true|false", re.IGNORECASE)
_FLOW_SIGNS = re.compile(r"[,\[\]{}:]")


def render_document(entry: Fields, *, comment: str = "") -> str:
    """Render a whole file of one entry, below a comment (`# …`) if one is given."""
    return "".join(f"{line}\n" for line in (*comment.splitlines(), *render_entry(entry)))


def render_entry(entry: Fields, indent: int = 0) -> list[str]:
    """Render an entry's keys and values as lines, indented by so many spaces."""
    return [line for key, value in entry.items() for line in render_value(key, value, indent)]


def render_value(key: str, value: Value, indent: int) -> Iterator[str]:
    """Render a key with its value as lines, indented by so many spaces."""
    start = f"{' ' * indent}{render_text(key)}:"
    if isinstance(value, str):
        yield from _render_text_value(start, value, indent)
    elif isinstance(value, Mapping):
        yield from (start, *render_entry(value, indent + 2)) if value else (f"{start} {{}}",)
    elif all(isinstance(item, str) for item in value):
        yield from _render_list(start, list(map(render_flow, value)), indent)
    else:
        yield start
        for item in value:
            yield from render_item(item, indent + 2)


def render_item(item: Value, indent: int) -> list[str]:
    """Render an item of a list on lines of its own, its dash indented by so many spaces."""
    dash = f"{' ' * indent}- "
    if isinstance(item, str):
        return [dash + render_text(item)]
    if not isinstance(item, Mapping) or not item:
        return [dash + render_flow(item)]
    first, *more = render_entry(item, indent + 2)
    return [dash + first.lstrip(" "), *more]


def render_flow(value: Value) -> str:
    """Render a value in one line of YAML, as allowed within brackets."""
    if isinstance(value, str):
        return render_text(value, in_list=True)
    if isinstance(value, Mapping):
        pairs = (f"{render_text(key, in_list=True)}: {render_flow(part)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(map(render_flow, value))}]"


def _render_text_value(start: str, text: str, indent: int) -> Iterator[str]:
    line = f"{start} {render_text(text)}"
    if len(line) <= WIDTH or not is_foldable(text):
        yield line
    else:
        yield f"{start} >-"
        yield from fill(text, indent + 2)


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


def is_foldable(text: str) -> bool:
    """Return whether a text reads back the same from lines joined by single spaces."""
    return bool(text) and text.isprintable() and text == text.strip() and "  " not in text


def fill(text: str, indent: int) -> list[str]:
    """Wrap a text to indented lines of at most WIDTH characters, which YAML joins by single spaces."""
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
    """Render a text in one line of YAML, in a bracketed list or not: plain if possible, else quoted."""
    if _is_plain(text, in_list=in_list):
        return text
    if text.isprintable() and "'" not in text and re.search(r'["\\]', text):
        return f"'{text}'"
    return render_quoted(text)


def render_quoted(text: str) -> str:
    """Render a text in double quotes."""
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
