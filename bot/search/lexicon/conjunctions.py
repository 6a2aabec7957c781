"""“And” and “or”, which join two names that are asked about; folded."""

_OR_ABROAD = frozenset(
    """
    eller ili nebo o oder ou veya ya yoki
    або али веја или або ή או او یا 或
    """.split()
)
_AND_ABROAD = frozenset(
    """
    a aga e en es et i ja lan och og si u und ve y
    а вә жана и й ја та я και і ו و 和 与 と や 및
    """.split()
)
CONJUNCTIONS_ABROAD = _AND_ABROAD | _OR_ABROAD
OR = _OR_ABROAD | {"or"}
