"""Words that ask for what is current or newest."""

import re

NEWEST = re.compile(
    r"\b(?:the )?(?:most )?(?:current|currently|lately|latest|newest|news|now|nowadays|presently|recent|recently)\b"
    r"|\btoday\b"
    r"|\bat (?:present|the moment)\b|\bthese days\b|\bup[ -]to[ -]date\b|\bwhat(?:['’]s| is| s) new\b"
)

# Without one of these words none of that is asked for.
NEWEST_WORDS = frozenset(
    "current currently date days lately latest moment new newest news now nowadays present presently recent recently "
    "today".split()
)
# These only say when it is: alone they ask for nothing, as the latest and the news do.
MOMENT_WORDS = frozenset("at days moment now nowadays present presently the these today".split())
