"""A mapping that is bounded: of what is put in, it holds the newest so many."""

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Newest(OrderedDict[K, V]):
    """A mapping of at most `most` keys, from which the oldest goes when one more is put in.

    To set a key that it has leaves the key where it is; `move_to_end` makes it the newest.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            self.popitem(last=False)
