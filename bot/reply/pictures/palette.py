"""The colours of the pictures: distinct for the colour-blind, and legible on the card."""

from bot.domain.knowledge import Snapshot

CARD = "#fdfcf9"
BORDER = "#bdb8ad"
RULE = "#e4e0d7"
INK = "#24282e"
FAINT = "#5f656e"
OTHER = "#767b83"

# Found by search: each at least three times as dark as the card, and the most similar two as different as possible, for
# people with and without red-green blindness.
_TOPICS = (
    "#0072b2",
    "#b57900",
    "#5a1e78",
    "#4b9671",
    "#c40000",
    "#0021c4",
    "#781400",
    "#006946",
    "#b52d88",
    "#d65fd0",
    "#3e5a5f",
    "#8c7a5c",
)


def colours_of(snapshot: Snapshot) -> dict[str, str]:
    """Return each topic's colour, by its position among all topics, so that pictures of a base agree."""
    return {id_: _TOPICS[position % len(_TOPICS)] for position, id_ in enumerate(snapshot.topics)}


def tint(colour: str, share: float = 0.4) -> str:
    """Return the colour as if only this share of it covered the card."""
    inks, card = _parts(colour), _parts(CARD)
    mixed = (round(ink * share + paper * (1 - share)) for ink, paper in zip(inks, card, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
