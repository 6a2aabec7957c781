"""Words by which people ask for a form beside its own name, and those beside a form's name."""

# Between two names, or before them, these ask for a comparison.
COMPARING = frozenset(
    """
    compare compared comparing comparison contrast contrasted contrasting differ difference differences differs
    distinguish distinguishes similarities v versus vs
    """.split()
)
COMPARING_PAIRS = frozenset((("different", "from"), ("different", "to")))
# What a timeline is called too.
TIMELINES = (("timeline",), ("time", "line"), ("chronology",), ("chronologically",), ("in", "chronological", "order"))

# A request for a list, or for a timeline, consists of the form's name and of these.
BESIDE_FORMS = frozenset("a all an as can complete every full give in list me of please see show tell the you".split())
# Of a list also of these: which topics are there?
BESIDE_LISTS = BESIDE_FORMS | frozenset(
    "any are available cover covered do got have here i is it know there use used we what which who your".split()
)
# By these a list of partners of a kind is asked for: which metals are there, how many, name them.
ASKING_FOR_KINDS = frozenset("all any available every have how know list many name there what which".split())
BESIDE_KINDS = BESIDE_LISTS | ASKING_FOR_KINDS
# What states are called too.
COUNTRIES = ("country", "countries")
# Between a name and what it is: cadmium is a metal, the state of Sylvania.
LINKING = frozenset("a an are is of the was were".split())

# Before a number these name a page.
PAGES = frozenset(("p", "page", "pg"))

_PHRASES = """
    define|fill me in|fill us in|bring me up to speed|bring us up to speed|get me up to speed|up to speed
    catch me up|catch us up|brush me up|remind me|remind us|enlighten me|keep me posted|what cooking|whats cooking
    what happening|whats happening|what is happening|what been happening|whats been happening|what has been happening
    walk me through|run me through|take me through|talk me through|walk us through|run us through|take us through
    the lowdown|lowdown|the rundown|rundown|the scoop|the gist|gist|in a nutshell|crash course|deep dive
    cheat sheet|tldr|tl dr|eli5|101|bottom line|the bottom line|big picture|the big picture|elevator pitch
    for example|for instance|a briefing|refresh my memory|jog my memory|hear about|hear more about
    long story short|in short|in brief|in plain words|in plain english|in a sentence|in one sentence|in one line
"""
# With these people ask what a name means. Facts may have them as keywords.
_DEFINING = "stand for|stands for|short for|meaning|meant|definition"
DEFINING_PHRASES = frozenset([tuple(phrase.split()) for phrase in _DEFINING.split("|")])
# With all these people ask for whatever there is, by their first words.
ASKING_PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {}
for _phrase in f"{_PHRASES}|{_DEFINING}".replace("\n", "|").split("|"):
    if _words := tuple(_phrase.split()):
        ASKING_PHRASES[_words[0]] = (*ASKING_PHRASES.get(_words[0], ()), _words)
