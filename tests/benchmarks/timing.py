"""Times of calls, and the memory of processes."""

import gc
import re
import time
from collections.abc import Callable, Iterable, Sequence
from math import ceil
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def time_calls(call: Callable[[T], object], arguments: Iterable[T]) -> list[float]:
    """Return the milliseconds of each call, without garbage collection; warm up before."""
    times = []
    gc.collect()
    gc.disable()
    try:
        for argument in arguments:
            start = time.perf_counter()
            call(argument)
            times.append((time.perf_counter() - start) * 1_000)
    finally:
        gc.enable()
    return times


def p99_of(times: Sequence[float]) -> float:
    """Return the 99th percentile of times."""
    return sorted(times)[ceil(0.99 * len(times)) - 1]


def resident_mib(pid: int | str = "self") -> float:
    """Return the resident memory of a process, by default of this one; 0 for one that has ended."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
