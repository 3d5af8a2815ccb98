"""Chapter: a workbook of others becomes a ledger, through every step of the wizard."""

from pathlib import Path

from desktop.ui.tour.stage import Stage


def bring(stage: Stage, workbook: Path, name: str, *, pictures: bool) -> str:
    """Bring the first table of ``workbook`` in as a ledger called ``name``; the ledger's id."""
    raise NotImplementedError
