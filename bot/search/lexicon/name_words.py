"""Words that stand in names or beside them."""

# These stand behind a name to tell a person from another of the same name: by themselves they name nobody.
NAME_SUFFIXES = frozenset("ii iii iv jnr jr junior senior snr sr".split())

# Words in capitals that begin a sentence more often than they are a state's code.
SENTENCE_OPENERS = frozenset("am an as at be by do he if in is it me my no of on or so to we".split())

# This pronoun is never a subject, so that it is a code where nothing governs it; and these words go before a code.
OBJECT_PRONOUN = "us"
BEFORE_CODES = frozenset("the vs versus".split())
