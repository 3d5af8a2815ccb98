"""Every refusal a person can understand and act on; anything else is a bug.

One class per refusal, grouped by room. The sentence shown to the user lives in
``desktop/ui/messages`` under ``code``; a test proves that each code has one.
"""

from typing import ClassVar


class AppError(Exception):
    """A refusal the user can understand and act on; anything else is a bug.

    ``details`` fill the blanks of the sentence and reach the log: identifiers
    and counts, never a value from a record.
    """

    code: ClassVar[str] = "app.refused"

    def __init__(self, **details: str | int) -> None:
        super().__init__(self.code)
        self.details = details


# ── documents and formats ──────────────────────────────────────────────────────────────


class MalformedDocumentError(AppError):
    """A document of ours does not have exactly the canonical form its type demands."""

    code = "format.malformed"


class UnknownVersionError(AppError):
    """A document or store was written by a version of the program this one cannot read."""

    code = "format.unknown-version"
