"""Response → Markdown (CommonMark): title, reading, what is missing, and all facts with excerpts and sources.

Text that people wrote is never markup: a backslash escapes whatever could be.
"""

import re
from collections.abc import Iterator

from bot.domain.answers import Answer
from bot.domain.knowledge import Citation
from bot.domain.responses import Response
from bot.reply.facts import citation_parts, to_fact_views
from bot.reply.layout import to_view
from bot.reply.pages import Reader
from bot.reply.terminal import PROMPT
from bot.reply.texts import clean
from bot.reply.view import FactView, Group, to_words

# Characters of markup anywhere in a line, and those that at its beginning make a list, a heading or a rule.
_SIGNS = re.compile(r"[\\`*_\[\]<>~&$|]")
_FIRST = re.compile(r"^([-+#=]|\d+(?=[.)]))")
# Characters that would end an address in angle brackets, or its line.
_NOT_IN_ADDRESS = re.compile(r"[\s<>\\]")


def to_markdown(response: Response, answer: Answer) -> str:
    """Return a response as Markdown; `answer` is the same response as an answer, with every fact."""
    return "\n\n".join(_blocks_of(response, answer)) + "\n"


def _blocks_of(response: Response, answer: Answer) -> Iterator[str]:
    view = to_view(response, Reader(PROMPT, turns_back=False))
    if view.title:
        yield f"# {_escape(view.title)}"
    if view.reading:
        yield f"*{_escape(view.reading)}*"
    yield from [_escape(words) for note in view.notes if (words := to_words(note).strip())]
    if view.summary:
        yield _escape(view.summary)
    facts = to_fact_views(answer.facts, answer.snapshot, answer.today)
    if facts:
        yield from map(_to_fact, facts)
        return
    yield from map(_to_group, view.groups)


def _to_fact(fact: FactView) -> str:
    lines = [f"- **{_escape(fact.lead + fact.statement)}**", "", f"  {_escape(fact.dateline)}"]
    for aside in fact.asides:
        lines += ["", f"  {_escape(aside)}"]
    for citation in fact.citations:
        if citation.excerpt:
            lines += ["", f"  > {_escape(citation.excerpt)}"]
        lines += ["", f"  {_to_source(citation)}"]
    return "\n".join(lines)


def _to_source(citation: Citation) -> str:
    title, *parts = map(_escape, citation_parts(citation))
    url = citation.source.url
    named = f"[{title}](<{_NOT_IN_ADDRESS.sub('', url)}>)" if url else title
    return ", ".join([named, *parts])


def _to_group(group: Group) -> str:
    items = "\n".join([f"- {_escape(to_words(item.note))}" for item in group.items])
    return f"**{_escape(group.heading)}**\n\n{items}" if group.heading else items


def _escape(text: str) -> str:
    """Put a text in one line without markup."""
    line = _SIGNS.sub(r"\\\g<0>", clean(text))
    return _FIRST.sub(lambda first: first[0] + "\\" if first[0].isdecimal() else "\\" + first[0], line)
