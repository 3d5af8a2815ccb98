"""Which program runs, as its build wrote it into itself."""

from dataclasses import dataclass

from desktop import __version__, build_facts
from desktop.domain.versions import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class ProgramVersion:
    """Version, build, the schema it writes, and the key whose updates it believes (or None)."""

    version: str
    build: str
    schema: int
    release_key: bytes | None


def this_version() -> ProgramVersion:
    """The facts of the running program."""
    key = build_facts.RELEASE_KEY
    public = None if key is None else bytes.fromhex(key)
    return ProgramVersion(__version__, build_facts.BUILD, SCHEMA_VERSION, public)
