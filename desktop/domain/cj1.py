"""CJ1, the canonical JSON of every Kuracho document (SECURITY-DESIGN §1.1).

A value has exactly one encoding: UTF-8, keys ``[a-z0-9_]+`` sorted, no spaces, no floats,
integers within ±2**53, strings as they are (never normalised, lone surrogates refused).
``decode`` refuses everything that ``encode`` would not have written byte for byte.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from desktop.domain.errors import MalformedDocumentError

MAX_BYTES = 1 << 20
_BOM = b"\xef\xbb\xbf"
_MAX_INT = 1 << 53
_KEY = re.compile(r"[a-z0-9_]+")

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"


def encode(value: Json) -> bytes:
    """Return the one encoding of ``value``.

    Raises:
        MalformedDocumentError: the value has no canonical form (float, bad key, lone
            surrogate, integer out of range), is nested without end or larger than 1 MiB.
    """
    try:
        _check(value)
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        encoded = text.encode("utf-8")
    except RecursionError as error:
        raise MalformedDocumentError(reason="depth") from error
    except UnicodeEncodeError as error:
        raise MalformedDocumentError(reason="surrogate") from error
    if len(encoded) > MAX_BYTES:
        raise MalformedDocumentError(reason="size", size=len(encoded))
    return encoded


def decode(untrusted_bytes: bytes) -> Json:
    """Return the value of a canonical encoding.

    Raises:
        MalformedDocumentError: the bytes are not exactly what ``encode`` writes.
    """
    value = _parsed(untrusted_bytes)
    if encode(value) != untrusted_bytes:
        raise MalformedDocumentError(reason="not-canonical")
    return value


def decode_written(untrusted_bytes: bytes) -> Json:
    """Return the value of a file that a person wrote: blanks, order and a BOM do not matter.

    All else is as strict as ``decode``; such a file is never signed or hashed.

    Raises:
        MalformedDocumentError: not JSON, a float, a bad or repeated key, a lone surrogate.
    """
    value = _parsed(untrusted_bytes.removeprefix(_BOM))
    encode(value)
    return value


def decode_object(untrusted_bytes: bytes) -> Mapping[str, Json]:
    """Return the value of a canonical encoding that must be an object."""
    value = decode(untrusted_bytes)
    if not isinstance(value, Mapping):
        raise MalformedDocumentError(reason="not-an-object")
    return value


def _parsed(untrusted_bytes: bytes) -> Json:
    if len(untrusted_bytes) > MAX_BYTES:
        raise MalformedDocumentError(reason="size", size=len(untrusted_bytes))
    try:
        value: Json = json.loads(
            untrusted_bytes.decode("utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except (ValueError, RecursionError) as error:
        raise MalformedDocumentError(reason="json") from error
    return value


def _check(value: Json) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if abs(value) > _MAX_INT:
            raise MalformedDocumentError(reason="integer")
    elif isinstance(value, Mapping):
        for key, member in value.items():
            if not isinstance(key, str) or not _KEY.fullmatch(key):
                raise MalformedDocumentError(reason="key")
            _check(member)
    elif isinstance(value, list | tuple):
        for member in value:
            _check(member)
    else:
        raise MalformedDocumentError(reason="type")


def _no_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedDocumentError(reason="duplicate-key")
    return found


def _no_float(_text: str) -> Json:
    raise MalformedDocumentError(reason="float")
