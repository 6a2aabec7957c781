"""“And” and “or” in other languages, folded; either joins two names that are asked about."""

CONJUNCTIONS_ABROAD = frozenset(
    """
    a aga e eller en es et i ili ja lan nebo o och oder og ou si u und ve veya y ya yoki
    а або али вә веја жана и или й ја та я і και ή או ו و او یا 和 或 与 と や 및
    """.split()
)
