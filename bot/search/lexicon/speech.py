"""Words of speech: they ask what somebody says, holds or does in words."""

SPEECH_WORDS = frozenset(
    """
    admit announce ask comment confirm mention remark report suggest warn
    accusation accuse allegation allege answer argue argument assert assertion attitude belief believe blame
    call claim complain complaint condemn consider criticise criticize declare demand deny describe dismiss explain
    explanation held hold insist opinion position proclaim protest react reaction reject reply respond
    response said say says see speak stance standpoint state statement tell think thought told urge version view
    word
    """.split()
)

# This asks for the word of whoever follows "to".
ACCORDING = "according"
