"""Words of conversation: chatter that asks for nothing, and what continues the previous question."""

import re

from bot.domain.requests import Chatter

# Chatter consists of one of these words or phrases and of the words beside them, and of nothing else.
CHATTER = {
    Chatter.THANKS: frozenset(
        "appreciate appreciated cheers danke gracias merci thank thanks thankyou thx tnx ty".split()
    ),
    Chatter.FAREWELL: frozenset(
        "adios afk brb bye byebye ciao cya farewell gn goodbye goodnight later night ttyl".split()
    ),
    Chatter.BLAME: frozenset(
        "awful bad boo broken dumb fake horrible lame lies rubbish silly stupid sucks terrible ugh unhelpful useless "
        "wrong wtf".split()
    ),
    Chatter.GREETING: frozenset(
        """
        afternoon aloha bonjour evening gm hallo hello hey heya hi hiya hola howdy merhaba morning ping salam salut
        greetings selam sup test testing wassup welcome whatsup yo привет
        """.split()
    ),
    Chatter.PRAISE: frozenset(
        """
        amazing awesome bravo brilliant congrats congratulations cool excellent fantastic fun funny good great yay
        helpful hooray impressive lmao lol lovely nice omg perfect rofl smart super superb sweet wonderful woohoo wow
        """.split()
    ),
    Chatter.AGREEMENT: frozenset(
        """
        absolutely agreed alright dunno exactly fine hm hmm idk k kk meh nevermind nope noted nvm ok okay oops
        seriously sorry sure understood ya yep yup
        """.split()
    ),
}
CHATTER_PHRASES = {
    phrase: kind
    for kind, phrases in {
        Chatter.THANKS: (
            "much obliged|you rock|sag ol|cox sag ol|tesekkur|tesekkurler|спасибо|your help|the help|for help|"
            "your time|a million|a ton"
        ),
        Chatter.FAREWELL: "see you|see ya|take care|have a good one|out of office|catch you|so long",
        Chatter.BLAME: (
            "not right|not true|not correct|not helpful|not good|not funny|no good|shut up|go away|you suck|no sense|"
            "not working|fake news"
        ),
        Chatter.GREETING: (
            "anybody home|anyone home|anybody there|knock knock|good day|are you human|are you real|are you alive|"
            "are you awake|are you ok|are you okay|what your name|whats your name|what is your name|who made you|"
            "who built you|how old are you|where are you from|tell me a joke"
        ),
        Chatter.PRAISE: (
            "not bad|the best|good luck|well done|i love you|love it|happy birthday|happy friday|happy new year"
        ),
        Chatter.AGREEMENT: (
            "my bad|my mistake|never mind|no worries|no problem|no way|got it|makes sense|sounds good|fair enough|"
            "i agree|i disagree|of course|at all|don worry|dont worry|my pleasure|i late|i be late|"
            "am i right|my way"
        ),
    }.items()
    for phrase in phrases.split("|")
}
LONGEST_CHATTER_PHRASE = max(phrase.count(" ") + 1 for phrase in CHATTER_PHRASES)
BESIDE_CHATTER = frozenset(
    """
    a again all am amigo an and answer any are aren bot bro brother buddy bunch day dear did dude everybody everyone
    fam folks for friend friends from goodness guys have here i idea indeed is isn it its job ladies lot m made mate
    mates many much my now o of on one pal people please pretty really s see sir so stuff t team that thats the then
    there this to tomorrow tonight too u very was weekend well work world y ya yall you your youre
    """.split()
)
# Letters that are drawn out count once: hellooo, hmmm; and laughter is praise.
DRAWN_OUT = re.compile(r"(.)\1{2,}")
LAUGHTER = re.compile(r"(?:[ahx]?(?:ha|he|hi|xa)){2,}h?|lo+l+|lmf?ao+|ха(?:ха)+")
# Whoever says no more than so many words of themselves, or to the bot, makes conversation: i'm bored, are you human?
TALK_BEGINNINGS = (("i",), ("im",), ("are", "you"), ("do", "you", "work"), ("can", "i", "talk"))
FEW_TALK_WORDS = 3
# With a name, or nothing, behind them these ask nothing of the base: do you speak Turkish, is anybody here from Baku?
TALK_BESIDE_NAMES = re.compile(r"do you speak \S+|(?:is )?any(?:body|one) here(?: from \S+)?")
ASKING_WORDS = frozenset("find know mean need search wanna want wonder wondering".split())
# Signs of assent and feeling that are no words.
SIGNS = re.compile(r"\s*(?:[+-]1|<3+|[:;=]-?[()DPp|/]|\^\^|o/)+\s*")

# With nothing beside them but names and stop words these ask for the time of day or the weather.
WEATHER = frozenset("forecast humid raining rainy snowing sunny temperature weather windy".split())
TIME_OF_DAY = re.compile(
    r"(?:(?:whats?|what is|tell me) )?(?:the )?(?:(?:current|local|exact) )?time(?: (?:is it|zone|now|right now))?\b"
    r"|what time (?:is it|have you got|do you have)\b|(?:whats?|what is) (?:the|today|todays) (?:date|day)\b"
    r"|what (?:day|date|year|month) (?:is (?:it|today|this)|today)\b"
)
TIME_WORDS = WEATHER | frozenset("date day month time year".split())
BEHIND_TIME_OF_DAY = frozenset("in now right there today".split())

# A text that begins so may continue the previous question.
CUE = re.compile(
    r"\A\W*(?:(?:hmm+|ok|okay|thanks|thank you|thx|well)\b\W*)?"
    r"(?:(?:(?:(?:and )?(?:do )?(?:the )?same(?: question)?(?: but)? (?:for|with)|ditto for|likewise for|as for|and for"
    r"|and|also|but|or|so|then|only|just|(?:what|how) (?:about|abt|of))\b)|no,|[&+](?= ?\w))",
    re.I,
)
# A name with one of these behind it continues it too: Sylvania instead?
CUE_BEHIND = re.compile(r"\b(?:instead|then|too)\W*\Z", re.I)
# Behind these a name joins those that were named.
ADDING = re.compile(r"\A\W*(?:and )?(?:add|along with|together with|with)\b|\b(?:as well|together)\W*\Z", re.I)
ADDING_WORDS = frozenset(("add", "along"))
# With one of these words a text asks about whoever was named before.
PRONOUNS = frozenset("he her him his its she their theirs them they".split())
# “It” is such a word behind these alone: does it sell gas, but not: is it true.
BEFORE_IT = frozenset("did do does has have".split())
# These ask for somebody's relations, so that the text is whole.
ASKING_FOR_RELATIONS = frozenset("relation relations relationship ties".split())

# What is asked for beside the time before: an earlier or a later one, the year before or after, or any.
EARLIER = re.compile(r"(?:before (?:that|then|it)|beforehand|earlier|previously)")
LATER = re.compile(r"(?:(?:after|since) (?:that|then|it)|afterwards?|later(?: on)?|subsequently|thereafter)")
YEAR_EARLIER = re.compile(r"(?:(?:in )?the |a )?(?:previous year|year (?:before|earlier))(?: that)?")
YEAR_LATER = re.compile(r"(?:(?:in )?the |a )?(?:following year|next year|year (?:after|later))(?: that)?")
ANY_TIME = re.compile(
    r"(?:drop|forget|ignore|never ?mind|no|regardless of|remove|without)(?: the| any| a)? (?:dates?|times?|years?)"
    r"|any ?time|(?:all|any) (?:dates|times?|years?)|ever|overall"
)
# These words alone ask for the next page of what was shown, for the page before it, or for the same again.
NEXT_WORDS = frozenset("continue else further go keep more next on rest".split())
PREVIOUS_WORDS = frozenset("back earlier previous".split())
AGAIN_WORDS = frozenset("again link links quote quotes quotation reference references repeat source sources".split())
BESIDE_PAGING = frozenset(
    """
    a and any anything are can facts gimme give going i is me of one ones page please results same see show some tell
    the there us what you
    """.split()
)
# Words for whoever asks, and for whom they ask.
SPEAKERS = frozenset("i im ive me my mine myself our ours ourselves us we weve".split())
# What these own is the subject's.
OURS = frozenset(("our", "ours"))
# Of these no fact tells, as of “we” and “our” some do.
SPEAKERS_ALONE = frozenset("i im ive me my mine myself".split())
# With these a question begins within a sentence: I wonder whether.
QUESTION_WORDS = frozenset("how if what when where whether which who whom whose why".split())
# Right behind one of them these say how much somebody wonders: who on earth.
EMPHASES = (("on", "earth"), ("in", "the", "world"), ("the", "hell"), ("the", "heck"), ("the", "devil"))
SPOKEN_TO = frozenset("u you youre your yours".split())
# Before “we” these ask what is done: do we support each other. What one can, may or should be told only frames it.
ASKING_BEFORE_SUBJECT = frozenset("are did do had has have were".split())
# Who speaks of themselves or to the bot makes conversation.
TALK = frozenset("am i im me my u we you your".split())

# How people choose one of several by its place.
ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            ("1", "1st", "first", "one", "former"),
            ("2", "2nd", "second", "two", "latter"),
            ("3", "3rd", "third", "three"),
            ("4", "4th", "fourth", "four"),
            ("5", "5th", "fifth", "five"),
        )
    )
    for word in words
}
BESIDE_ORDINALS = frozenset("a choose i mean meant no number option person please the".split())
