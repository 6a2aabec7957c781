"""English as far as questions need it: stems, and the words that carry no meaning of their own."""

import Stemmer

# Words that ask, greet, join or point, and verbs too general to look anything up by.
FILLERS = frozenset(
    """
    a about above after again against ah all along also although always am among an and another any anybody
    anyone anything are aren around as ask at away back basically be became because been before being below
    between bot both but by bye call called can cannot cause cheers come comes could couldn currently day days
    dear details did didn differ do does doesn doing don done down due during each either else ever every
    everything exactly explain fact facts far feel few find first for from fully further gave get gets getting
    give given gives go goes going good got great guys had happen happened happens hardly has hasn have haven
    having he hello help her here hers hey hi him his hiya how however i idea if im in info information instead
    into is isn it its itself just keep keeps know known last later latest least less let like list look looking
    lot made main mainly make makes many matter may maybe me mean means might mine more moreover most much must
    my myself near nearly need needs never new news next no nobody none nor not nothing now nowadays of off oh
    ok okay old on once one only onto or other others our out over own per perhaps please point present pretty
    put q question quick quite rather really regarding relation relations relationship relationships role s said
    same say says see seem seems shall she should shouldn show shows since so some somebody someone something
    sort still stuff such sure t take taken takes talk team tell than thank thanks that the their them then
    there these they thing things think thinks this those though thought through till time to today together too
    took toward towards true try turn two u under understand until up upon ur us use used using usually ve very
    via vs w want wanted wants was wasn way we well went were weren what whatever when whenever where whereas
    whether which while who whole whom whose why will with within without won word would wouldn y yeah year
    years yes yet you your yours
    """.split()
)


def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a folded word; words in other scripts come back as they are."""
    # A stemmer must not be shared between threads, and making one costs less than a lock.
    return str(Stemmer.Stemmer("english", 0).stemWord(word))
