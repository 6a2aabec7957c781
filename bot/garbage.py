"""Keep loaded knowledge out of the garbage collector's way, so that no look at it holds up an answer."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Collect before loading instead of during it, and exempt what was loaded from later collections.

    One look at the objects of a file of 2 MiB stops every thread for about 100 ms, which is what a command may wait at
    most. Nothing loaded is in a cycle, so it is freed by its reference count once it has been replaced.

    A process that has disabled collection when it began has no garbage that is worth collecting.
    """
    if gc.isenabled():
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
