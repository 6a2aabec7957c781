"""Idioms before a name, and the plain word for each: “ever been to Ruritania” asks for a visit."""

from collections.abc import Mapping

# These are a visit where who visits goes before them: the king came to Ruritania. Gas that goes there visits nobody.
MOVING = ("came", "come", "go", "went")
VISITORS = frozenset(("he", "she", "they", "who"))
# Between who visits and how: has he ever come.
BESIDE_MOVING = frozenset("also actually ever first has have last really".split())

IDIOMS: Mapping[tuple[str, ...], str] = {
    ("been", "to"): "visited",
    **{(move, "to"): "visited" for move in MOVING},
    ("set", "foot", "in"): "visited",
    ("setting", "foot", "in"): "visited",
    ("paid", "a", "visit", "to"): "visited",
    ("turned", "up", "in"): "visited",
    ("dropped", "by"): "visited",
}
