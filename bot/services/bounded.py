"""A bounded mapping, which drops its oldest keys."""

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class BoundedMapping(OrderedDict[K, V]):
    """A mapping of at most `most` keys, which drops the oldest when another is added.

    Setting a key that is there does not move it; `move_to_end` makes it the newest.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            self.popitem(last=False)
