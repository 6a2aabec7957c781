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
    a aboard about above abt according across actually after afterwards again against ah albeit all almost alone along
    alongside already also although altogether always am amid amidst among amongst an and another any anybody anyhow
    anyone anything anyway anyways apart are aren around article as asap aside ask at atop away back basically be became
    because become becomes becoming been before being below beneath beside besides between beyond boss bot both bout btw
    but by bye call called can cannot cause cheers come comes could couldn currently day days dear details did didn
    differ do does doesn doing done down due during each either else elsewhere enough et etc eventually ever every
    everybody everyone everything everywhere exactly except excl excluding exist existed exists explain fact facts far
    feel few find for from fully further furthermore fyi gave get gets getting gimme give given gives go goes going
    gonna good got great guys had hadn happen happened happens hardly has hasn have having he hello help hence her here
    hereby hereof hmm hers herself hey hi him himself his hiya how however i idea if im in info information inside
    insofar instead interested into is isn it its itself just keep keeps know known last later latest least lemme less
    lest let like likewise list lol look looking lot made main mainly make makes many matter may maybe me mean means
    meanwhile merely might mine minus more moreover most mostly much must my myself n namely near nearly need needs
    neither never nevertheless new news next no nobody none nonetheless nor not nothing now nowadays nowhere of off
    often oh ok okay old on once one ones oneself only onto or other others otherwise ought our ours ourselves out
    outside over own per perhaps please pls plus plz point present presumably pretty probably put q question quick quite
    rather really regarding relation relations relationship relationships role round s said same say says see seem seems
    seldom send several shall shan she should shouldn show shows since smth so some somebody somehow someone something
    sometimes somewhat somewhere soon sorry sort sth still stuff such supposed supposedly sure surely t take taken takes
    talk team tell than thank thanks that the their theirs them themselves then there thereby therefore thereof these
    they thing things think thinks this those though thought through throughout thus thx till time to today together too
    took toward towards true try turn two ty u under underneath understand unless unlike until unto up upon ur urgent
    urgently us use used using usually ve very via vs w wanna want wanted wants was wasn way we well went were weren
    what whatever when whenever where whereas whereby wherein wherever whether which whichever while who whoever whole
    whom whomever whose why will with within without wondering word would wouldn y yeah year years yes yet yo you your
    yours yourself yourselves
    """.split()
)

# These are stop words with the ending “n't” alone: who won, a safe haven, Rostov-on-Don.
CONTRACTED = frozenset(("don", "haven", "won"))
