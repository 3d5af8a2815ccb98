"""What one screen can ask the window to open; the window decides which screen that is."""

from enum import StrEnum


class Opening(StrEnum):
    """The first word of ``open_requested``; the second is the id of what is to be opened."""

    APPROVAL = "approval"
    RELEASE = "release"
    SENT_BACK = "sent_back"
    PROPOSAL = "proposal"
    LEDGER = "ledger"
    IMPORT = "import"
    UNITS = "units"
