"""Refusals of preparing a machine, which the installer asks for."""

from desktop.domain.errors import AppError


class SetupRightsError(AppError):
    """A local group and the folder of the stores are made by an administrator only."""

    code = "machine.setup-rights"


class GroupNotMadeError(AppError):
    """There is no local group of that name, although Windows was asked to make it."""

    code = "machine.group-not-made"


class FolderElsewhereError(AppError):
    """The folder of the stores is a link; its access list would be another folder's."""

    code = "machine.folder-elsewhere"
