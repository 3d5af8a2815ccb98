"""取込番号: the number of an import, R8-0012, counting within the fiscal year."""

from desktop.domain.wareki import format_wareki
from desktop.store.transactions import WriteTx
from desktop.usecases.desk import Desk
from desktop.usecases.documents import JST

_APRIL = 4


def next_batch(tx: WriteTx, desk: Desk) -> str:
    """The next free number of this fiscal year."""
    today = desk.now().astimezone(JST).date()
    year = today.year - (today.month < _APRIL)
    era_year = format_wareki(today.replace(year=year, month=6, day=1), "R5.4.1").split(".")[0]
    count = sum(job.batch.startswith(f"{era_year}-") for job in tx.imports.jobs())
    return f"{era_year}-{count + 1:04d}"
