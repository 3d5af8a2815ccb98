"""The shape of every refusal a person reads: cause, what to do, who can help, number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One sentence group in 敬体; ``{name}`` blanks are filled from the error's details."""

    cause: str
    remedy: str
    helper: str
    number: str

    def sentence(self, details: dict[str, str | int]) -> str:
        """The whole text of the message bar, number last."""
        parts = (self.cause, self.remedy, self.helper)
        return "".join(part.format_map(details) for part in parts if part) + f"({self.number})"
