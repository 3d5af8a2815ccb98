"""What a check of the log found, in one plain sentence."""

from desktop.domain.errors import AppError
from desktop.ui.messages import audit as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.widgets.panel import Notice
from desktop.usecases.auditing import LogVerdict


def verdict_notice(verdict: LogVerdict) -> Notice:
    """The verdict as a remark with its icon and word."""
    return Notice("success" if verdict.ok else "error", verdict_words(verdict))


def refusal_notice(refusal: AppError) -> Notice:
    """A check that could not go on is a verdict too: the store is not what was written."""
    return Notice("error", sentence(refusal))


def verdict_words(verdict: LogVerdict) -> str:
    """The sentence of a verdict."""
    if verdict.ok:
        return words.GOOD.format(
            entries=f"{verdict.entries:,}",
            sealed=f"{verdict.sealed:,}",
            unsealed=f"{max(verdict.entries - verdict.sealed, 0):,}",
            records=f"{verdict.records:,}",
        )
    reason = words.REASONS.get(verdict.reason, verdict.reason)
    pattern = words.BAD if verdict.first_bad else words.BAD_SEAL
    return pattern.format(seq=f"{verdict.first_bad or 0:,}", reason=reason)
