"""An opaque light card to draw on, in pixels from its upper left corner, and the measures of its text.

The font is the one that comes with matplotlib, so that a picture is the same on every machine. Characters that it lacks
are dropped or replaced before matplotlib sees them, since silencing its warning would change the filters of all
threads.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, Literal

from bot.reply.pictures.palette import BORDER, CARD, INK
from bot.reply.texts import clean

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.ft2font import FT2Font

ELLIPSIS = "…"
# Replaces a letter that the font lacks.
_UNKNOWN = "□"
# Pixels to the inch: the same as points, so that font sizes and line widths are pixels too.
_DPI = 72
# Half a pixel more, so that rounding to inches loses none.
_SPARE = 0.5

# Where a name may be cut, and what is left out before an ellipsis.
_BREAK = re.compile(r"[ -](?=\S)")
_TRAILING = " -,;:"

Position = tuple[float, float]
Across = Literal["left", "center", "right"]


class Sheet:
    """The card. `y` counts downwards, and text is centred vertically on it."""

    def __init__(self, width: int, height: int) -> None:
        """Make an empty card with its border, `width` by `height` pixels."""
        from matplotlib.figure import Figure

        self._height = height
        self._figure = Figure(((width + _SPARE) / _DPI, (height + _SPARE) / _DPI), dpi=_DPI, facecolor=CARD)
        self.line([(1, 1), (width - 1, 1), (width - 1, height - 1), (1, height - 1), (1, 1)], 2, BORDER)

    def text(
        self,
        at: Position,
        words: str,
        size: float,
        colour: str = INK,
        *,
        bold: bool = False,
        across: Across = "left",
        angle: float = 0,
    ) -> None:
        """Write words in one line, turned by `angle` degrees anticlockwise about the point where they start or end."""
        from matplotlib.font_manager import FontProperties
        from matplotlib.text import Text

        self._add(
            Text(
                *self._flip(at),
                words,
                color=colour,
                verticalalignment="center_baseline",
                horizontalalignment=across,
                fontproperties=FontProperties(fname=_font_path(bold), size=size),
                rotation=angle,
                rotation_mode="anchor",
                parse_math=False,
            )
        )

    def line(self, points: Iterable[Position], width: float, colour: str, *, dashed: bool = False) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        style: tuple[int, tuple[float, float]] | Literal["solid"] = (0, (1.6, 0.8)) if dashed else "solid"
        self._add(
            Line2D(*self._flip_all(points), linewidth=width, color=colour, linestyle=style, solid_capstyle="butt")
        )

    def dots(
        self, points: Iterable[Position], size: float, fill: str, rim: str, *, shape: str = "o", rim_width: float = 2
    ) -> None:
        """Draw dots of a diameter, with a rim inside it; `shape` is one of matplotlib's markers."""
        from matplotlib.lines import Line2D

        self._add(
            Line2D(
                *self._flip_all(points),
                linestyle="none",
                marker=shape,
                markersize=size - rim_width,
                markerfacecolor=fill,
                markeredgecolor=rim,
                markeredgewidth=rim_width,
            )
        )

    def save(self, to: BinaryIO) -> None:
        """Write the card as a PNG, the same bytes for the same card."""
        self._figure.savefig(to, format="png", dpi=_DPI, metadata={"Software": None})

    def _add(self, artist: "Artist") -> None:
        from matplotlib.transforms import IdentityTransform

        artist.set_transform(IdentityTransform())
        self._figure.add_artist(artist)

    def _flip(self, at: Position) -> Position:
        return at[0], self._height - at[1]

    def _flip_all(self, points: Iterable[Position]) -> tuple[list[float], list[float]]:
        converted = [self._flip(point) for point in points]
        return [x for x, _ in converted], [y for _, y in converted]


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width of words in pixels."""
    font = _font(bold)
    font.set_size(size, _DPI)
    font.set_text(words, 0.0)
    return font.get_width_height()[0] / 64


def fit(words: str, size: float, width: float, *, bold: bool = False) -> str:
    """Shorten words that are too wide by an ellipsis after a word or a hyphen, or if needed within the first word."""
    if width_of(words, size, bold=bold) <= width:
        return words

    def shorten(end: int) -> str:
        return words[:end].rstrip(_TRAILING) + ELLIPSIS

    breaks = [match.end() for match in _BREAK.finditer(words)]
    ends = [*range(1, breaks[0] if breaks else len(words) + 1), *breaks]
    # Halving the ends, since measuring takes longer the longer the words are.
    fitting = bisect_right(ends, width, key=lambda end: width_of(shorten(end), size, bold=bold))
    return shorten(ends[fitting - 1]) if fitting else ELLIPSIS


def wrap(
    words: str, size: float, width: float, lines: int, *, indent: float = 0, bold: bool = False
) -> tuple[str, ...]:
    """Break words into at most so many lines, the first shorter by `indent`; cut the rest."""
    done: list[str] = []
    rest = words.split(" ")
    while rest and len(done) < lines - 1:
        room, count = width - (0 if done else indent), 1
        while count < len(rest) and width_of(" ".join(rest[: count + 1]), size, bold=bold) <= room:
            count += 1
        done.append(fit(" ".join(rest[:count]), size, room, bold=bold))
        rest = rest[count:]
    if rest:
        done.append(fit(" ".join(rest), size, width - (0 if done else indent), bold=bold))
    return tuple(done)


def writable(text: str) -> str:
    """Put a text in one line of characters that the font has: a missing letter is a box, another sign is dropped."""
    known = _characters()
    shown = (
        char if ord(char) in known else _UNKNOWN if unicodedata.category(char)[0] in "LN" else ""
        for char in clean(text)
    )
    return clean("".join(shown))


def name_of(name: str, id_: str) -> str:
    """Return a name as the font can write it; where it lacks a letter, the name made of the id."""
    shown = writable(name)
    return shown if shown and _UNKNOWN not in shown else id_.replace("-", " ")


def _font(bold: bool) -> "FT2Font":
    from matplotlib.font_manager import get_font

    return get_font(_font_path(bold))


@lru_cache
def _characters() -> frozenset[int]:
    return frozenset(_font(bold=False).get_charmap()) & frozenset(_font(bold=True).get_charmap())


@lru_cache
def _font_path(bold: bool) -> str:
    from matplotlib import get_data_path

    return f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"
