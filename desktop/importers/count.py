"""The proof that every row of a sheet's body is accounted for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows of the body: importable (some of them with warnings), refused, excluded."""

    source: int
    importable: int
    with_warnings: int
    refused: int
    excluded: int

    @property
    def balances(self) -> bool:
        """Whether source rows = importable + refused + excluded, each of them counted once."""
        parts = (self.importable, self.refused, self.excluded)
        counted = all(part >= 0 for part in parts) and 0 <= self.with_warnings <= self.importable
        return counted and self.source == sum(parts)

    def __add__(self, other: "RowCount") -> "RowCount":
        return RowCount(
            self.source + other.source,
            self.importable + other.importable,
            self.with_warnings + other.with_warnings,
            self.refused + other.refused,
            self.excluded + other.excluded,
        )
