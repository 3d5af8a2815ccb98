"""The log learns of every directory version, also of one signed while no store was open.

An administrator who countersigns holds no data key, and a kill may come between the file and
its entry: the next supervisor who opens the store logs what is missing. A clerk may not write
such an entry (``kuracho verify`` would refuse the log).
"""

from desktop.domain.audit import Act
from desktop.domain.rights import Right
from desktop.store.transactions import WriteTx
from desktop.usecases.desk import Desk

_LOGGED = "directory.logged"
_FOUNDING = 1


def log_directory(desk: Desk, tx: WriteTx) -> None:
    """Log each version the log does not know yet; the founding stands in ``store.founded``."""
    kept = tx.settings.get(_LOGGED)
    known = kept if isinstance(kept, int) else _FOUNDING
    if Right.APPROVE not in desk.rights or known >= desk.directory.version:
        return
    for version, digest in list(zip(desk.lineage.versions, desk.lineage.hashes, strict=True))[
        known:
    ]:
        tx.audit.append(Act.DIRECTORY, {"version": version.version, "sha256": digest.hex()})
    tx.settings.put(_LOGGED, desk.directory.version)
