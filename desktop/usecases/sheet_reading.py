"""Reading a sheet again after a person said where its header and body are."""

from desktop.domain.import_plan import SheetProposal
from desktop.domain.sheet_shape import SheetShape
from desktop.importers.proposals import propose_shape
from desktop.usecases.importing import ImportSession


def reread(session: ImportSession, sheet: str, shape: SheetShape) -> SheetProposal:
    """What the columns and rows of a sheet are, its header and body being as given.

    It is a table now, whatever it looked like, as long as it has a body and columns.
    """
    return propose_shape(session.workbook.sheet(sheet), shape)
