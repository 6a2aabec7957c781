"""Offices that people hold, as they are written before a name or behind one."""

# Titles: whoever asks who holds one wants a fact that has it and a name.
TITLES = frozenset(
    """
    admiral ambassador attache chairman chairperson chairwoman chancellor chief colonel commander commissioner consul
    director editor emir envoy general governor head judge king leader mayor minister monarch patriarch pope premier
    president queen rapporteur secretary speaker spokesman spokesperson spokeswoman sultan
    """.split()
)
# People write the titles short too.
SHORT_TITLES = ("amb", "pres")
# And what else whoever is named may be called.
CALLED = (
    "chair",
    "delegate",
    "deputy",
    "diplomat",
    "official",
    "representative",
)
