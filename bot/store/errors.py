"""How the store fails."""


class StoreRefused(Exception):
    """A database that cannot be used until somebody mends what the message says; it repeats no password."""


class StoreDown(Exception):
    """The store does not respond at the moment, or refused a statement; the message holds nothing that was stored."""
