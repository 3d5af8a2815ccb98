"""What the reading child may use, by the size of its file (SECURITY-DESIGN §11)."""

from desktop.importers.limits import MAX_CELLS
from desktop.machine.child_limits import Limits
from desktop.machine.memory import ram_bytes

_BASE_SECONDS = 20
_SECONDS_PER_MILLION = 30
_SMALLEST_CELL = 8
"""Bytes of file a cell takes at least, packed; bounds the cells a file of some size can hold."""

_MOST_MEMORY = 3 << 29
_LEAST_MEMORY = 1 << 29


def limits_for(size: int) -> Limits:
    """The limits for a file of ``size`` bytes; the most is what any file may have.

    The parent sets them around the child where it can (Windows), the child on itself.
    """
    memory = max(min(_MOST_MEMORY, ram_bytes() // 4), _LEAST_MEMORY)
    seconds = _seconds(min(MAX_CELLS, size // _SMALLEST_CELL))
    return Limits(memory, seconds, seconds)


def first_limits() -> Limits:
    """The limits of a child that does not know its file yet; only the CPU time can still grow."""
    return Limits(limits_for(0).memory_bytes, _BASE_SECONDS, _seconds(MAX_CELLS))


def _seconds(cells: int) -> int:
    return _BASE_SECONDS + _SECONDS_PER_MILLION * cells // 1_000_000
