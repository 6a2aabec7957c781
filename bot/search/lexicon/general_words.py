"""General words: people say them of anything."""

# Words by which people ask for whatever there is. They are looked for where a fact has them, and otherwise passed over.
GENERAL_WORDS = frozenset(
    """
    account affair affairs background basics brief briefing briefly clarify comment compare comparison connect connected
    connection context countries curious country current data deal dealing dealings deals define definition describe
    description detail detailed discuss document dossier elaborate engage engagement evening evolve evolved explanation
    first give highlights importance important intro introduction involve involved involvement issue issues item kind
    kindly lately learn line meaning mention mentioned minute moment morning nature newest note notes now outline
    overall overview paper part picture place play plays possible primer profile question questions quickly quote quotes
    read reason reasons recent recently record records regard regards relate related report reports see share short
    significance significant situation socalled source sources speak stand standing stands state status story subject
    sum summarise summarize summary suppose tie topic topics type update updates used useful version wonder wondering
    work works write writing
    """.split()
)
