"""Words and signs beside numbers that are no years."""

# Numbers of these are no years: resolution 2699, room 2012.
NUMBERED = frozenset(
    """
    art article chapter decision directive flight id item no nr number order p page pages par para paragraph part pp
    regulation res resolution room route rule section sec unscr v ver version
    """.split()
)
NUMBERED_IN_PLURAL = frozenset("articles decisions decrees orders paragraphs resolutions sections".split())
CURRENCIES = frozenset("$€£₼₽¥₺#")
# What is counted: 2000 troops.
COUNTED = frozenset(
    """
    barrels bcm casualties civilians companies containers cubic deaths dollars employees euros families feet ft
    hectares hours httr km kilometers kilometres kg kw manat megawatts men meters metres miles million billion m mm mw
    mwh officers pages peacekeepers people percent persons pounds prisoners pupils refugees roubles rubles sq square
    soldiers students thousand times tonnes tons troops usd vehicles words
    """.split()
)
