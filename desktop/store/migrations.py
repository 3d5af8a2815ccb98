"""How a store of an earlier schema becomes one of this program's: ordered steps, one a version.

A step is SQL only – no clock, no chance, no key – and leaves alone what carries the proof
(``KEPT_TABLES`` and the append-only history): a store that was brought up can then be taken back
without losing an entry. None is needed yet; the mechanism is proven by tests with steps of theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain.update_errors import TooOldStoreError
from desktop.domain.versions import SCHEMA_VERSION

KEPT_TABLES = ("audit", "seal", "setting", "draft", "meta")
"""Tables no step may touch; going back carries their newer rows over."""


@dataclass(frozen=True, slots=True)
class Migration:
    """From schema ``to`` - 1 to ``to``; ``run`` executes inside the caller's transaction."""

    to: int
    run: Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema a program writes, and the steps by which it reaches it from earlier ones."""

    version: int = SCHEMA_VERSION
    migrations: tuple[Migration, ...] = ()

    def __post_init__(self) -> None:
        """Refuse steps that do not lead, one by one, to ``version``."""
        first = self.version - len(self.migrations) + 1
        if [one.to for one in self.migrations] != list(range(first, self.version + 1)):
            message = "migrations must lead to the schema one version at a time"
            raise ValueError(message)

    def reads(self) -> tuple[int, ...]:
        """The schemas this program can open, its own last."""
        return tuple(range(self.version - len(self.migrations), self.version + 1))

    def path(self, found: int) -> tuple[Migration, ...]:
        """The steps from schema ``found`` to this one.

        Raises:
            TooOldStoreError: none lead from there.
        """
        if found not in self.reads():
            raise TooOldStoreError(found=found, known=self.version)
        return tuple(one for one in self.migrations if one.to > found)


SCHEMA = Schema()
"""What this program writes."""


def statements(*sql: str) -> Callable[[Connection], None]:
    """A step that runs these statements, one after the other."""

    def run(connection: Connection) -> None:
        for one in sql:
            connection.exec_driver_sql(one)

    return run
