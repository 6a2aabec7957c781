"""Negations: words and phrases that leave something out of a question, or deny something."""

# At the head of a clause these leave out what “aside” stands behind: setting gas aside; or what follows both.
PUTTING_ASIDE = frozenset(("leaving", "putting", "setting"))

# These leave out whatever follows them.
EXCEPTING = (
    *[(verb, "aside") for verb in sorted(PUTTING_ASIDE)],
    ("not", "about"),
    ("except",),
    ("except", "for"),
    ("excluding",),
    ("excl",),
    ("minus",),
    ("other", "than"),
    ("apart", "from"),
    ("aside", "from"),
    ("w", "o"),
    ("exclude",),
    ("ignore",),
    ("ignoring",),
    ("skip",),
    ("skipping",),
    ("omit",),
    ("omitting",),
    ("leave", "out"),
    ("leaving", "out"),
    ("barring",),
    ("sans",),
    ("but", "nothing", "on"),
    ("but", "nothing", "about"),
    ("exception", "of"),
)
# Of these, verbs that leave something out as an order alone: ignore gas; but not: they ignore gas.
ORDERS = (("exclude",), ("ignore",), ("skip",), ("omit",), ("leave", "out"))
# The same as signs, right before what is left out.
EXCEPTING_SIGNS = ("-", "−", "!")
# These leave out what is right before them: gas with Sylvania excluded.
EXCEPTED = (("excluded",), ("aside",), ("omitted",), ("not", "included"), ("left", "out"))
# Behind somebody these say what they do as well: Sylvania is skipping the summit.
ACTS = frozenset(("ignoring", "skipping"))
# These leave out nothing but a name: all but forgotten.
ALL_BUT = (("everything", "but"), ("anything", "but"), ("all", "but"))
# Nor do these, and only beside something else that is asked for, or at the head of it all: why not NATO?
RATHER_THAN = (("not",), ("but", "no"), ("without",), ("rather", "than"), ("instead", "of"))

# Of these, what a sentence contrasts, or supposes: did they choose oil instead of gas, what would they be without gas.
CONTRASTING = (("without",), ("rather", "than"), ("instead", "of"))

# Before “is not” these leave out what it is not: gas that is not Ruritanian.
RELATIVE = frozenset("that which who whose".split())

# Nothing except oil is oil.
NOTHING = frozenset("nobody none nothing".split())

DENIALS = frozenset(
    """
    aint arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt neither never no nobody none nor not
    shouldnt wasnt werent wont wouldnt
    """.split()
)
# Not only, no later than, I don't know, didn't it: before these words a denial denies nothing of what is asked about.
AFTER_EMPTY_DENIALS = frozenset(
    "far fewer find idea it just know later less long mention more only sure yet you".split()
)

# In a conversation these, as the first word, leave out what follows.
LEAVING_OUT_FIRST = frozenset("except excluding not without".split())
