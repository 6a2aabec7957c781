"""Questions that together get every form of reply."""

from tests.property.strategies import OTHERS

QUESTIONS = (
    "zenda",
    "zenda page 2",
    "zenda page 3",
    "timeline zenda",
    "compare zenda other1 other2",
    "compare zenda other1 energy",
    "partners",
    "topics",
    "sources",
    "source worst",
    "about",
    "zenda energy",
    "zenda other1",
    "borders",
    "fact base",
    "1993",
    "help",
    " ".join(f"other{number}" for number in range(OTHERS)),
    " ".join(f"zenda{number} whale{number}" for number in range(40)),
)
