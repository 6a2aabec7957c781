"""A map as a picture: the subject, its partners around it by kind, their numbers of facts and main topics."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, log1p, radians, sin
from typing import BinaryIO

from bot.domain.kinds import Kind
from bot.domain.knowledge import About, Partner
from bot.domain.responses import Map, PartnerSummary
from bot.reply import sentences
from bot.reply.english import counted
from bot.reply.pictures.others import LINE_HEIGHT, draw_others, other_lines
from bot.reply.pictures.palette import CARD, FAINT, INK, RULE, colours_of, tint
from bot.reply.pictures.sheet import ELLIPSIS, Across, Position, Sheet, fit, name_of, width_of, wrap

_SIZE = 1600
_EDGE = 36
_NAMED = 40
_HEAD = 134
_TITLE, _SUBTITLE, _SMALL = 46, 28, 26
_LEGEND_LINE = 40
_SWATCH = 20
# With so few spokes names are level, and above or below a spoke that is this upright (its sine).
_LEVEL = 14
_UPRIGHT = 0.1
_RADIUS, _LEVEL_RADIUS = 310, 330
_ARC_STEPS = 60
# The gap between sectors, as a share of the room of a spoke.
_GAP = 0.7
_LETTERS, _LEAST_LETTERS = 32, 16
_MOST_NAME = 560
_SUBJECT = 230
_SUBJECT_LETTERS = (36, 32, 28, 24, 20)
# Partners without a name: how many share the room of a spoke, and their circles, from the outermost inwards.
_REST_A_SPOKE = 10
_REST_DOT = 9
_REST_PITCH = 15
_REST_INSIDE = 46
_REST_LEAST_RADIUS = 150

_Entry = tuple[float, str, str, float]


@dataclass(frozen=True, slots=True)
class _Spoke:
    """A direction in degrees, clockwise from the top, with a partner, or else the name of a kind."""

    angle: float
    kind: Kind
    summary: PartnerSummary | None


@dataclass(frozen=True, slots=True)
class _Ring:
    """All spokes, the degrees between them, and by kind the partners without a name and their range of degrees."""

    spokes: tuple[_Spoke, ...]
    pitch: float
    rest: tuple[tuple[float, float, tuple[PartnerSummary, ...]], ...]

    @property
    def is_level(self) -> bool:
        """Return whether names are level."""
        return len(self.spokes) <= _LEVEL

    @property
    def radius(self) -> int:
        """The distance of partners from the subject, in pixels."""
        return _LEVEL_RADIUS if self.is_level else _RADIUS

    @property
    def arc(self) -> float:
        """The width of a spoke, in pixels."""
        return radians(self.pitch) * self.radius

    @property
    def largest_dot(self) -> float:
        """The diameter of the partner with the most facts."""
        return min(64.0, self.arc * 0.92)


@dataclass(frozen=True, slots=True)
class _Label:
    """The words beside a spoke: of a partner, by id, whole or cut; or in another colour of a kind."""

    at: Position
    words: str
    size: float
    across: Across
    angle: float
    colour: str = INK
    of: str = ""
    is_whole: bool = False


def widths(about: About) -> str:
    """Explain the width and colour of a line."""
    return f"the wider the line, the more {about.fact.plural}; its colour is what most are on"


def draw_map(chart: Map, to: BinaryIO) -> None:
    """Write the map as a PNG, 1600 pixels wide, and as high with a line more for each of the names below it."""
    colours, kinds = colours_of(chart.snapshot), chart.snapshot.about.kinds
    ring = _ring(chart.summaries, kinds)
    legend = _legend_lines(chart, colours)
    foot = _SIZE - _EDGE / 2 - len(legend) * _LEGEND_LINE
    centre = (_SIZE / 2, (_HEAD + foot) / 2)
    labels = [_to_label(ring, spoke, centre, (_SIZE / 2 - _EDGE, (foot - _HEAD) / 2 - 6)) for spoke in ring.spokes]
    whole = {label.of for label in labels if label.is_whole}
    others = other_lines(
        [summary for summary in chart.summaries if summary.partner.id not in whole], kinds, _SIZE - 2 * _EDGE
    )
    sheet = Sheet(_SIZE, _SIZE + len(others) * LINE_HEIGHT + (_EDGE // 2 if others else 0))
    _draw_sectors(sheet, ring, centre)
    _draw_ties(sheet, ring, centre, colours)
    _draw_rest(sheet, ring, centre, colours)
    for label in labels:
        sheet.text(
            label.at, label.words, label.size, label.colour, bold=not label.of, across=label.across, angle=label.angle
        )
    _draw_subject(sheet, chart.snapshot.subject, centre)
    _draw_head(sheet, chart)
    _draw_legend(sheet, legend, foot)
    draw_others(sheet, others, _EDGE, _SIZE - _EDGE / 2)
    sheet.save(to)


def _ring(summaries: Sequence[PartnerSummary], kinds: Iterable[Kind]) -> _Ring:
    """Lay out sectors in the order of kinds, each headed by its kind's name and as wide as its partners need."""
    sectors: list[tuple[Kind, tuple[PartnerSummary, ...], tuple[PartnerSummary, ...]]] = []
    for kind in kinds:
        parts = (summaries[:_NAMED], summaries[_NAMED:])
        named, rest = (tuple(summary for summary in part if summary.partner.kind == kind) for part in parts)
        if named or rest:
            sectors.append((kind, named, rest))
    widths = [max(len(named), len(rest) / _REST_A_SPOKE, 1) + 1 + _GAP for _, named, rest in sectors]
    pitch = 360 / max(sum(widths), 1)
    spokes: list[_Spoke] = []
    others: list[tuple[float, float, tuple[PartnerSummary, ...]]] = []
    start = 0.0
    for (kind, named, rest), width in zip(sectors, widths, strict=True):
        first = start + pitch * _GAP / 2
        spokes += [
            _Spoke(first + pitch * (position + 0.5), kind, summary) for position, summary in enumerate((None, *named))
        ]
        start += pitch * width
        others.append((first + pitch, start - pitch * _GAP / 2, rest))
    return _Ring(tuple(spokes), pitch, tuple(others))


def _at(centre: Position, angle: float, radius: float) -> Position:
    """Return the point in a direction from the centre."""
    return centre[0] + sin(radians(angle)) * radius, centre[1] - cos(radians(angle)) * radius


def _scaled(summary: PartnerSummary, largest: int, least: float, most: float) -> float:
    """Return a size from least to most that grows with the number of facts, ever more slowly."""
    return least + (most - least) * log1p(summary.count) / log1p(largest)


def _draw_sectors(sheet: Sheet, ring: _Ring, centre: Position) -> None:
    """Draw an arc from a kind's name along its partners, and a thin line to each without a name."""
    for first, last, summaries in ring.rest:
        for angle, radius in _points_of_rest(first, last, len(summaries), ring.radius - _REST_INSIDE):
            sheet.line([centre, _at(centre, angle, radius)], 1, RULE)
        start, end = first - ring.pitch / 2, last - ring.pitch / 2
        arc = [start + (end - start) * step / _ARC_STEPS for step in range(_ARC_STEPS + 1)]
        sheet.line([_at(centre, angle, ring.radius) for angle in arc], 3, RULE)


def _draw_rest(sheet: Sheet, ring: _Ring, centre: Position, colours: Mapping[str, str]) -> None:
    """Draw partners without a name as small dots on circles within their sector, from the outermost inwards."""
    dots: dict[str, list[Position]] = {}
    for first, last, summaries in ring.rest:
        points = _points_of_rest(first, last, len(summaries), ring.radius - _REST_INSIDE)
        for summary, (angle, radius) in zip(summaries, points, strict=True):
            dots.setdefault(colours[summary.topic.id], []).append(_at(centre, angle, radius))
    for colour, at in dots.items():
        sheet.dots(at, _REST_DOT, colour, CARD, rim_width=1)


def _points_of_rest(first: float, last: float, count: int, radius: float) -> list[tuple[float, float]]:
    """Return so many angles and radii between two angles."""
    points: list[tuple[float, float]] = []
    while len(points) < count:
        here = min(count - len(points), max(1, int(radians(last - first) * radius / _REST_PITCH)))
        points += [(first + (last - first) * (number + 0.5) / here, radius) for number in range(here)]
        radius = max(radius - _REST_PITCH, _REST_LEAST_RADIUS)
    return points


def _draw_ties(sheet: Sheet, ring: _Ring, centre: Position, colours: Mapping[str, str]) -> None:
    """Draw the named partners and lines to them, the widest lines lowest."""
    summaries = [(spoke.summary, _at(centre, spoke.angle, ring.radius)) for spoke in ring.spokes if spoke.summary]
    largest = max((summary.count for summary, _ in summaries), default=1)
    widest = min(18.0, ring.arc / 2)
    for summary, at in sorted(summaries, key=lambda pair: -pair[0].count):
        sheet.line([centre, at], _scaled(summary, largest, 1, widest), tint(colours[summary.topic.id], 0.55))
    for summary, at in summaries:
        colour = colours[summary.topic.id]
        sheet.dots([at], _scaled(summary, largest, ring.largest_dot / 3, ring.largest_dot), colour, CARD)


def _to_label(ring: _Ring, spoke: _Spoke, centre: Position, room: Position) -> _Label:
    """Lay out a partner's name and count, or its kind's name, outside the circle and never upside down."""
    east, north = sin(radians(spoke.angle)), cos(radians(spoke.angle))
    radius = ring.radius + ring.largest_dot / 2 + 8 + (14 * abs(north) if ring.is_level else 0)
    at = _at(centre, spoke.angle, radius)
    across: Across = "left" if east > 0 else "right"
    angle = 0.0
    if not ring.is_level:
        width = min(room[0] / max(abs(east), 1e-9), room[1] / max(abs(north), 1e-9)) - radius
        angle = 90 - spoke.angle if east > 0 else 270 - spoke.angle
    elif abs(east) < _UPRIGHT:
        across = "center"
        width = 2 * (room[0] - abs(at[0] - centre[0]))
    else:
        width = room[0] - abs(at[0] - centre[0])
    size = min(max(radians(ring.pitch) * radius * 0.76, _LEAST_LETTERS), _LETTERS)
    if spoke.summary is None:
        return _Label(at, spoke.kind.heading, size, across, angle, FAINT)
    known, partner = f" · {spoke.summary.count}", spoke.summary.partner
    name = fit(_name_of(partner), size, min(width, _MOST_NAME) - width_of(known, size))
    is_whole = not name.endswith(ELLIPSIS)
    return _Label(at, name + known, size, across, angle, of=partner.id, is_whole=is_whole)


def _draw_subject(sheet: Sheet, subject: Partner, centre: Position) -> None:
    """Draw the subject's name in the middle, in the largest letters that fit."""
    sheet.dots([centre], _SUBJECT, INK, CARD, rim_width=6)
    for size in _SUBJECT_LETTERS:
        lines = wrap(_name_of(subject), size, _SUBJECT * 0.84, 3, bold=True)
        if not any(line.endswith(ELLIPSIS) for line in lines):
            break
    for position, line in enumerate(lines):
        y = centre[1] + (position - (len(lines) - 1) / 2) * size * 1.25
        sheet.text((centre[0], y), line, size, CARD, bold=True, across="center")


def _draw_head(sheet: Sheet, chart: Map) -> None:
    about = chart.snapshot.about
    title = sentences.map_of(_name_of(chart.snapshot.subject), about.partner)
    sheet.text((_EDGE, 58), fit(title, _TITLE, _SIZE - 2 * _EDGE, bold=True), _TITLE, bold=True)
    sheet.text((_EDGE, 106), f"{counted(len(chart.summaries), about.partner)}; {widths(about)}", _SUBTITLE, FAINT)


def _legend_lines(chart: Map, colours: Mapping[str, str]) -> list[list[_Entry]]:
    """Lay out the main topics of partners, the most frequent first, and the number of partners without a name."""
    counts = Counter(summary.topic.id for summary in chart.summaries)
    topics = chart.snapshot.topics
    entries = [
        (name_of(topics[id_].name, id_), colours[id_], _SWATCH)
        for id_ in sorted(counts, key=lambda id_: (-counts[id_], id_))
    ]
    if more := len(chart.summaries[_NAMED:]):
        entries.append((f"{counted(more, chart.snapshot.about.partner, 'more ')}, named below", FAINT, _REST_DOT))
    lines: list[list[_Entry]] = []
    x = float(_SIZE)
    for words, colour, dot in entries:
        shown = fit(words, _SMALL, _SIZE / 2)
        width = _SWATCH + 10 + width_of(shown, _SMALL)
        if x + width > _SIZE - _EDGE:
            lines.append([])
            x = _EDGE
        lines[-1].append((x, shown, colour, dot))
        x += width + 36
    return lines


def _draw_legend(sheet: Sheet, lines: Iterable[Iterable[_Entry]], top: float) -> None:
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * _LEGEND_LINE
        for x, words, colour, dot in line:
            sheet.dots([(x + _SWATCH / 2, y)], dot, colour, colour)
            sheet.text((x + _SWATCH + 10, y), words, _SMALL)


def _name_of(partner: Partner) -> str:
    return name_of(partner.name, partner.id)
