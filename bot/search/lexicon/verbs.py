"""Verbs that help others, and verbs that say hardly more than that something is done."""

# Behind these and a name the verb follows that says what is asked.
AUXILIARIES = frozenset("did didn didnt do does doesn doesnt don dont had has hasn have haven will won wont".split())

# Behind these a participle says what is asked: who was arrested, when were they visiting.
FORMS_OF_BE = frozenset("are been being is was were".split())
PAST_ENDING = "ed"
PARTICIPLE_ENDINGS = (PAST_ENDING, "ing")

# “Ever want to”, “start to”, “put their names to”: the verb that counts comes later, or facts say it in other words.
LIGHT_VERBS = frozenset(
    """
    attempt attempts begin begins come decide end even expect fail happen hope intend leave manage need offer plan plans
    prefer put run seek set start stay stop tend try turn undertake wait wish
    """.split()
)
