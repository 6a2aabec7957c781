"""Articles, which stand before a name or a noun and say nothing of it."""

ARTICLES = frozenset(("a", "an", "the"))
# The one that may stand before a name.
ARTICLE = "the"
