"""Words by which people ask for a form beside its own name, and those that stand beside a form's name."""

# Between two names, or before them, these ask for a comparison.
COMPARING = frozenset("compare compared comparing comparison difference differences versus vs".split())

# A request for a list, or for a timeline, consists of the form's name and of these.
BESIDE_FORMS = frozenset("a all an as can complete every full give in list me of please see show tell the you".split())
