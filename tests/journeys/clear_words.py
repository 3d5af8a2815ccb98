"""Looks for words in clear in everything a run left on disk, in every form it could stand there.

Compressed and encrypted content cannot be looked into; plain text of any encoding our parts use,
base64 (the readable copy of the log) and backslash escapes (JSON, ``repr``) can.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp932")


def forms(word: str) -> dict[str, bytes]:
    """The word as bytes, by the name of the form; one it cannot be written in is left out."""
    found = {"escaped": word.encode("unicode_escape")}
    for encoding in ENCODINGS:
        try:
            found[encoding] = word.encode(encoding)
        except UnicodeEncodeError:
            continue
    plain = found["utf-8"]
    for shift in range(3):
        # only the characters that depend on the word alone, whatever stands before and after it
        whole = b64encode(bytes(shift) + plain)
        first = -(-shift * 8 // 6)
        found[f"base64+{shift}"] = whole[first : (shift + len(plain)) * 8 // 6]
    return found


def traces(words: Iterable[str], folders: Iterable[Path]) -> list[str]:
    """Each file (content or name) that says a word in clear: which word, which form, where."""
    looked_for = [(word, name, form) for word in words for name, form in forms(word).items()]
    found = []
    for path in _files(folders):
        content = path.read_bytes() if path.is_file() else b""
        said = content + b"\n" + path.name.encode("utf-8", "surrogateescape")
        found += [
            f"«{word}» as {name} in {path}" for word, name, form in looked_for if form in said
        ]
    return found


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        assert folder.is_dir(), f"{folder} was never there: nothing was looked at"
        yield from sorted(folder.rglob("*"))
