"""Text split into signs: a character with the selectors and marks that follow it."""

from collections.abc import Iterator
from itertools import chain

_SELECTORS = frozenset(chain(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)))
_VOICING_MARKS = frozenset((0x3099, 0x309A))
_FOLLOWERS = _SELECTORS | _VOICING_MARKS

# What may not begin a line (行頭禁則) and what may not end one (行末禁則).
NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー―～〜）］｝〕〉》」』】〙〗〟’”…‥"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､･ｰﾞﾟ｣"
    ",.:;?!)]}%％‰°℃′″"
)
NO_END = frozenset("（［｛〔〈《「『【〘〖〝‘“｢([{￥¥＄$№")


def clusters(text: str) -> Iterator[str]:
    """Each sign of the text in order; joined again they are the text, code point for code point."""
    held = ""
    for character in text:
        if held and ord(character) in _FOLLOWERS:
            held += character
            continue
        if held:
            yield held
        held = character
    if held:
        yield held


def without_selectors(cluster: str) -> str:
    """The sign's plain character, its variation selectors taken off."""
    return "".join(part for part in cluster if ord(part) not in _SELECTORS)


def units(text: str) -> Iterator[str]:
    """The pieces between which a line may break (禁則: none begins or ends a line that may not)."""
    held = ""
    for cluster in clusters(text):
        if held and _may_break(held, cluster):
            yield held
            held = ""
        held += cluster
    if held:
        yield held


def _may_break(before: str, cluster: str) -> bool:
    if cluster[0] in NO_START or before[-1] in NO_END or cluster == " ":
        return False
    return not (_is_latin(before[-1]) and _is_latin(cluster[0]))


def _is_latin(character: str) -> bool:
    return "!" <= character <= "~" or "\u00c0" <= character <= "\u024f"
