"""Idioms before a name, and the plain word for each: “ever been to Ruritania” asks for a visit."""

from collections.abc import Mapping

IDIOMS: Mapping[tuple[str, ...], str] = {
    ("been", "to"): "visited",
    ("set", "foot", "in"): "visited",
    ("setting", "foot", "in"): "visited",
    ("paid", "a", "visit", "to"): "visited",
    ("turned", "up", "in"): "visited",
    ("dropped", "by"): "visited",
}
