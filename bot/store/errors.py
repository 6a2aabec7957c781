"""Errors of the store."""


class StoreRefused(Exception):
    """A database that cannot be used until the operator fixes what the message says; it repeats no password."""


class StoreDown(Exception):
    """The store does not respond, or refused a statement; the message holds nothing that was stored."""
