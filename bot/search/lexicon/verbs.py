"""Auxiliary verbs, and verbs that say hardly more than that something is done."""

# Behind one of these and a name is the main verb.
AUXILIARIES = frozenset("did didn didnt do does doesn doesnt don dont had has hasn have haven will won wont".split())

MODALS = frozenset("can cannot could may might must shall should would".split())
# Who does something, and who is told to.
DOERS, YOU = frozenset(("he", "she", "they", "who")), "you"

# Behind one of these the main verb is a participle: who was arrested, when were they visiting.
FORMS_OF_BE = frozenset("are been being is was were".split())
# What sets two apart leaves neither out.
SETTING = frozenset(("set", "sets", "setting"))
# With one of these before it a word says what is done, or what somebody is: was Sylvania excluded, they put it aside.
PREDICATING = AUXILIARIES | MODALS | FORMS_OF_BE | SETTING | {"put", "puts", "putting"}
PAST_ENDING = "ed"
PARTICIPLE_ENDINGS = (PAST_ENDING, "ing")

# “Ever want to”, “start to”, “put their names to”: the verb that counts comes later, or facts say it in other words.
LIGHT_VERBS = frozenset(
    """
    attempt attempts begin begins come decide end even expect fail happen hope intend leave manage need offer plan plans
    prefer put run seek set start stay stop tend try turn undertake wait wish
    """.split()
)
