"""Patterns for the very thing that a question asks for; matched in folded text."""

import re

_IS = r"(?:'s| is| was| are| were)"
_WHOSE = "(?:the|its|their|his|her|our)"
_MEASURED = "how (?:big|deep|great|heavy|high|large|long|old|rich|tall|wide)"
# What is the address?  How large is their gas debt to Graustark?
SOUGHT = re.compile(
    rf"\b(?:what{_IS} {_WHOSE}|{_MEASURED}{_IS} {_WHOSE}(?: \w+)??) (\w+)"
    r"(?=\s*(?:$|[?!.,;:)])| (?:at|between|for|from|if|in|of|on|to|with)\b)"
)
# Did they ever apologise?
EVER = re.compile(r"\b(?:ever|never) (\w+)\b")
# How many schools?  Schools in Strelsau, how many?
COUNTED = re.compile(r"\bhow many (?!per ?cent)(?:\w+-)?(\w+)|\b(\w+)(?: in \w+)?, how many\b")
# A question for a reason needs all words behind this in a fact: why was he sacked, what is the reason he was sacked?
WHY = re.compile(r"\bwhy\b|\b(?:what|which)(?:'?s)?\b(?: \w+){0,3} reasons?\b|\breasons? (?:behind|for|why)\b")
# Who was the first ambassador? Another one is no answer.
FIRST = "first"
# Which bank paid?  What article covers it?  Their names and ranks?  Who interpreted for them?  In which town is where.
_PLACES = "(?:building|capital|city|country|location|place|town|venue|village)"
CHOSEN = re.compile(rf"\b(?:which|what) (?!{_PLACES}\b)(\w+)\b|\bnames? and (\w+) of\b|\bwho(?: \w+ly)? (\w+)\b")
