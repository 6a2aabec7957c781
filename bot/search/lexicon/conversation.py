"""Words of conversation: chatter that asks for nothing, and what goes on from the question before."""

import re

from bot.domain.requests import Chatter

# Chatter consists of one of these and of the words beside them, and of nothing else.
CHATTER = {
    Chatter.THANKS: frozenset("cheers merci thank thanks thankyou thx tnx ty".split()),
    Chatter.FAREWELL: frozenset("bye cya farewell goodbye goodnight later night".split()),
    Chatter.BLAME: frozenset("awful bad dumb rubbish silly stupid terrible useless wrong".split()),
    Chatter.GREETING: frozenset("afternoon evening hallo hello hey heya hi hiya howdy morning salam salut yo".split()),
    Chatter.PRAISE: frozenset(
        "amazing awesome brilliant cool excellent good great lovely nice perfect super wonderful wow".split()
    ),
    Chatter.AGREEMENT: frozenset("alright fine ok okay sure understood yep".split()),
}
BESIDE_CHATTER = frozenset(
    """
    a again all an and answer are bot day everybody everyone for friend good goodness i is it its job lot many much now
    of one really see so sorry team that thats the there this to very was welcome well work you your youre
    """.split()
)

# What begins so may go on from the question before.
CUE = re.compile(r"\A\W*(?:and|also|but|or|so|then|only|just|what about|how about|what of)\b", re.I)
# These words alone ask for the next page of what was shown, for the page before it, or for the same again.
NEXT_WORDS = frozenset("continue else further go keep more next on".split())
PREVIOUS_WORDS = frozenset("back earlier previous".split())
AGAIN_WORDS = frozenset("again link links quote quotes quotation reference references repeat source sources".split())
BESIDE_PAGING = frozenset(
    """
    a and any anything are can facts give going i is me of one ones page please results same see show tell the there us
    what you
    """.split()
)
# Words for whoever asks, and for whom they ask.
SPEAKERS = frozenset("i im ive me my mine myself our ours ourselves us we weve".split())
SPOKEN_TO = frozenset("u you youre your yours".split())
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
