"""Stop words: those that ask, join or point, and say nothing about what is asked for."""

# Contractions typed without their apostrophe. Each is near to another word, so nothing is taken for a typo of one.
UNPUNCTUATED_CONTRACTIONS = frozenset(
    """
    arent cant couldnt didnt doesnt dont hadnt hasnt havent heres hes hows isnt ive lets shes shouldnt thats theres
    theyll theyre theyve wasnt wat wats werent weve whats whens wheres whos whys wont wouldnt youll youre youve
    """.split()
)

# Words that ask, greet, join or point, and verbs too general to look anything up by.
STOP_WORDS = UNPUNCTUATED_CONTRACTIONS.union(
    """
    a about above abt according actually after again against ah all along also although always am among an and
    another any anybody anyone anything apart are aren around article as asap aside ask at away back basically be
    became because become becomes becoming been before being below between boss bot both bout btw but by bye call
    called can cannot cause cheers come comes could couldn currently day days dear details did didn differ do does
    doesn doing don done down due during each either else ever every everything exactly except excl excluding
    explain fact facts far feel few find for from fully further fyi gave get gets getting gimme give given
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
