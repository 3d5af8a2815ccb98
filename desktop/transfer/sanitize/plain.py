"""Cleaning of one text on its way out: what is removed, what is kept and counted.

A text is never normalised. Removal follows the list of SECURITY-DESIGN §7.1 and nothing else;
a formula is neutralised in a way that ``restored`` undoes exactly.
"""

import re
from collections import Counter
from collections.abc import Sequence

LINE_FEED = "line_feed"
FORMULA = "formula"
IVS = "ivs"
EXTERNAL = "external"

_REMOVED = {
    "control": "\x00-\x09\x0b-\x1f\x7f-\x9f",
    "bidi": "\u202a-\u202e\u2066-\u2069",
    "zero_width": "\u200b-\u200d\u2060\ufeff",
    "noncharacter": "\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)),
    "surrogate": "\ud800-\udfff",
}
_KEPT = {
    IVS: "\ufe00-\ufe0f\U000e0100-\U000e01ef",
    EXTERNAL: "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
}
_EACH_REMOVED = {kind: re.compile(f"[{members}]") for kind, members in _REMOVED.items()}
_EACH_KEPT = {kind: re.compile(f"[{members}]") for kind, members in _KEPT.items()}
_FORBIDDEN = re.compile("[\n" + "".join(_REMOVED.values()) + "]")
_NOTED = re.compile("[" + "".join(_KEPT.values()) + "]")

_BLANKS = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_OPENERS = "\t\r\n=+\\-@＝＋－＠"
# an apostrophe before an opener is doubled, else a reader could not tell it from ours
_OPENS = re.compile(f"(?:'[{_BLANKS}']*|[{_BLANKS}]*)[{_OPENERS}]")
_FORMULA = re.compile(f"[{_BLANKS}]*[{_OPENERS}]")
_LINES = re.compile("([^\r\n\u2028\u2029]*)(\r\n|[\r\n\u2028\u2029]|$)")
_LINE_END = re.compile("[\r\n\u2028\u2029]")
_NUMBER = re.compile(r"[+\-＋－]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")

# what nearly every row is made of; nothing of the lists above is among it
_COMMON = re.compile("[\n -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]*")
_SEEN = re.compile("[\u2028\u2029" + "".join([*_REMOVED.values(), *_KEPT.values()]) + "]")
_FIRST = frozenset("'=+-@＝＋－＠ \u00a0\u1680\u202f\u205f\u3000") | set(
    map(chr, range(0x2000, 0x200B))
)


def untouched(texts: Sequence[str]) -> bool:
    """Whether cleaning and neutralising leave each of ``texts`` alone and note nothing.

    One look at a whole row is what makes large tables quick; False only means: look at each.
    """
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        return False
    if not _COMMON.fullmatch(joined) and _SEEN.search(joined):
        return False
    return _FIRST.isdisjoint([text[0] for text in texts if text])


def cleaned(text: str, removed: Counter[str], kept: Counter[str]) -> str:
    """``text`` without what may not leave; every removal and every kept oddity is counted.

    A line feed becomes a blank, counted as ``line_feed``.
    """
    if text.isascii() and text.isprintable():
        return text
    if _NOTED.search(text):
        kept.update({kind: len(found.findall(text)) for kind, found in _EACH_KEPT.items()})
    if not _FORBIDDEN.search(text):
        return text
    for kind, found in _EACH_REMOVED.items():
        text, count = found.subn("", text)
        removed[kind] += count
    removed[LINE_FEED] += text.count("\n")
    return text.replace("\n", " ")


def neutralised(text: str) -> str:
    """``text`` with ``'`` before each line a spreadsheet would take for a formula."""
    if not _LINE_END.search(text) and not _OPENS.match(text):
        return text
    if _NUMBER.fullmatch(text):
        return text
    return _LINES.sub(_mark, text)


def restored(text: str) -> str:
    """What ``neutralised`` made ``text`` of."""
    if _NUMBER.fullmatch(text):
        return text
    return _LINES.sub(_unmark, text)


def opens_formula(text: str) -> bool:
    """Whether a line of ``text`` would be taken for a formula."""
    if not _LINE_END.search(text) and not _FORMULA.match(text):
        return False
    if _NUMBER.fullmatch(text):
        return False
    return any(_FORMULA.match(line[0]) for line in _LINES.finditer(text))


def has_forbidden(text: str) -> bool:
    """Whether ``text`` holds a character that ``cleaned`` would have removed."""
    return _FORBIDDEN.search(text) is not None


def _mark(line: re.Match[str]) -> str:
    return ("'" if _OPENS.match(line[0]) else "") + line[0]


def _unmark(line: re.Match[str]) -> str:
    return line[0][1:] if line[0].startswith("'") and _OPENS.match(line[0]) else line[0]
