"""English as far as questions need it: stems, the words that say nothing, and those that ask for somebody's word."""

import re
from functools import lru_cache

import Stemmer

# Words that say nothing, typed in haste without their apostrophe. Each is near to another word, so nothing is taken for
# a slip for one of them.
HASTY = frozenset(
    """
    arent cant couldnt didnt doesnt dont hadnt hasnt havent heres hes hows isnt ive lets shes shouldnt thats theres
    theyll theyre theyve wasnt wat wats werent weve whats whens wheres whos whys wont wouldnt youll youre youve
    """.split()
)

# Words that ask, greet, join or point, and verbs too general to look anything up by.
FILLERS = HASTY.union(
    """
    a about above abt according actually after again against ah all along also although always am among an and
    another any anybody anyone anything apart are aren around article as asap aside ask at away back basically be
    became because become becomes becoming been before being below between boss bot both bout btw but by bye call
    called can cannot cause cheers come comes could couldn currently day days dear details did didn differ do does
    doesn doing don done down due during each either else ever every everything exactly except excl excluding
    explain fact facts far feel few find first for from fully further fyi gave get gets getting gimme give given
    gives go goes going gonna good got great guys had hadn happen happened happens hardly has hasn have haven having
    he hello help her here hers hey hi him his hiya how however i idea if im in info information instead interested
    into is isn it its itself just keep keeps know known last later latest least lemme less let like list lol look
    looking lot made main mainly make makes many matter may maybe me mean means might mine minus more moreover most
    much must my myself near nearly need needs neither never new news next no nobody none nor not nothing now
    nowadays of off oh ok okay old on once one only onto or other others our out over own per perhaps please pls plz
    point present pretty put q question quick quite rather really regarding relation relations relationship
    relationships role s said same say says see seem seems send shall she should shouldn show shows since smth so
    some somebody someone something sort sth still stuff such sure t take taken takes talk team tell than thank
    thanks that the their them then there these they thing things think thinks this those though thought through thx
    till time to today together too took toward towards true try turn two ty u under understand until up upon ur
    urgent urgently us use used using usually ve very via vs w wanna want wanted wants was wasn way we well went
    were weren what whatever when whenever where whereas whether which while who whole whom whose why will with
    within without won wondering word would wouldn y yeah year years yes yet you your yours
    """.split()
)

# What stands behind a name to tell a person from another of the same name: by itself it names nobody.
NAME_SUFFIXES = frozenset("ii iii iv jnr jr junior senior snr sr".split())

# Words by which people ask for whatever there is. Looked for where a fact has them, and else passed over.
GENERIC = frozenset(
    """
    account affair affairs background basics brief briefing briefly clarify comment compare comparison connect
    connected connection context countries country current data deal dealing dealings deals describe description
    detail detailed discuss document dossier elaborate engage engagement evening evolve evolved explanation give
    highlights importance important intro introduction involve involved involvement issue issues item kind
    kindly lately learn line mention mentioned minute moment morning nature newest note notes now outline overall
    overview paper part picture place play plays possible primer profile question questions quickly quote quotes
    read recent recently record records regard regards relate related report reports see share short
    significance significant situation source sources speak stand standing stands state status story subject sum
    summarise summarize summary suppose tie topic topics type update updates used useful version wonder
    wondering work works write writing
    """.split()
)

# Words with which people ask what somebody says, holds or does in words; by their stems.
_SPEECH = """
    accusation accuse allegation allege answer argue argument assert assertion attitude belief believe blame
    call claim complain complaint condemn criticise criticize declare demand deny describe dismiss explain
    explanation held hold insist opinion position proclaim protest react reaction reject reply respond
    response said say says see speak stance standpoint state statement tell think thought told urge version view
    word
"""

# Forms that no rule leads from, each line the word that a stem is made of and then those that stand for it too.
_IRREGULAR = """
    begin began begun
    bring brought
    build built
    buy bought
    choose chose chosen
    death die died dies dying
    draw drawn drew
    fight fought
    fly flew flies flown
    freeze froze frozen
    grow grew grown growth
    hold held
    keep kept
    kill killed killing kills
    leave left
    lose lost
    meet met
    pay paid
    rise risen rose
    seek sought
    sell seller sellers selling sells sold
    send sent
    shoot shot
    speak spoke spoken
    spend spent
    swear swore sworn
    teach taught
    withdraw withdrawn withdrew
    write written wrote
"""

# What is longer is no word, and is not kept.
_LONGEST = 40

# British spellings, and what they are in American: a question may use either. Few words have what may be one.
_MAY_BE_BRITISH = re.compile("our|is|tre|ll|ence|mme|gue")
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ite|able|hood|ly)?$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=t)re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[a-z]{2}[ef])ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=gram)me(?=s?$)"), ""),
    (re.compile(r"(?<=og)ue(?=s?$)"), ""),
)


_BASES = {form: base for base, *forms in map(str.split, _IRREGULAR.strip().splitlines()) for form in forms}


def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a folded word, British or American, or of what an irregular form is a form of.

    Other scripts come back as they are.
    """
    return _stem(word) if len(word) <= _LONGEST else word


@lru_cache(maxsize=32_768)
def _stem(word: str) -> str:
    word = _BASES.get(word, word)
    for british, american in _SPELLINGS if word.isascii() and _MAY_BE_BRITISH.search(word) else ():
        word = british.sub(american, word)
    # A stemmer must not be shared between threads, and making one costs less than a lock.
    return str(Stemmer.Stemmer("english", 0).stemWord(word))


SPEECH = frozenset(stem(word) for word in _SPEECH.split())
