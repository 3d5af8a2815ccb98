"""What a child process may use, and the exit codes by which it says that it used more."""

from dataclasses import dataclass

OVER_TIME = 1816
"""Windows' ERROR_NOT_ENOUGH_QUOTA: a Job Object ends a process with it, and so does our watch."""

OVER_MEMORY = 1455
"""Windows' ERROR_COMMITMENT_LIMIT."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of memory, seconds of CPU at first and at most, and open files (Linux)."""

    memory_bytes: int
    cpu_seconds: int
    cpu_seconds_most: int
    open_files: int = 32
