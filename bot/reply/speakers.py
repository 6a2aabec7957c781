"""Recognition of statements that name their speaker: `Turkey said …`, `According to Armenia, …`."""

from bot.domain.knowledge import Partner

# The characters within which a statement names its speaker, and within which the verb of speech follows.
_HEAD = 120
_NEAR = 12
_ACCORDING = "according to "
# Verbs of speech, in the forms that statements use.
_SPEECH = frozenset(
    """
    accepted accused acknowledged affirmed agreed alleged announced appealed argued asked asserted backed blamed called
    calls charged claimed claims complained condemned confirmed congratulated considered considers counted counts
    criticised declared declares demanded denied denies deplored described dismissed doubted explained expressed gave
    hailed hoped insisted insists invited judged listed named noted objected offered pledged pointed praised presented
    pressed promised pronounced proposed protested put recalled recognised refused rejected reminded replied reported
    said saw says sees spoke speaks stated stressed suggested supported termed thanked told urged viewed views voiced
    vowed warned welcomed
    """.split()
)


def names_speaker(statement: str, speaker: Partner) -> bool:
    """Return whether a statement begins by naming a partner as its speaker."""
    head = statement[:_HEAD]
    return any(_speaks(head, name) for name in speaker.names if name in head)


def _speaks(head: str, name: str) -> bool:
    start = head.index(name)
    if start and head[start - 1].isalnum():
        return False
    if head[:start].lower().endswith(_ACCORDING) or head[:start].lower().endswith(f"{_ACCORDING}the "):
        return True
    rest = head[start + len(name) :]
    return not rest[:1].isalnum() and not _SPEECH.isdisjoint(rest.split(maxsplit=_NEAR)[:_NEAR])
