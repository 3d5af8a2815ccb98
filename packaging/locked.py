"""Whether the running Python holds exactly what a lock says; a build from anything else stops."""

import importlib.metadata
import re

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


class LockError(Exception):
    """The installed packages are not the locked ones; the text lists the differences."""


def pins(lock: str) -> dict[str, str]:
    """The versions a lock file names."""
    return dict(_PIN.findall(lock))


def unlocked(lock: str) -> list[str]:
    """How the installed packages differ from a lock, one sentence each; empty if they do not."""
    problems = []
    for name, version in sorted(pins(lock).items()):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            problems.append(f"{name} {version} is locked but not installed")
            continue
        if found != version:
            problems.append(f"{name} {version} is locked but {found} is installed")
    return problems


def require_lock(name: str, lock: str) -> None:
    """Stop unless the running Python has exactly what the lock says.

    Raises:
        LockError: it has something else.
    """
    problems = unlocked(lock)
    if problems:
        problem = f"this Python does not hold {name}:\n  " + "\n  ".join(problems)
        raise LockError(problem)
