"""Licence expressions (SPDX): whether a part under one may ship inside our program.

May ship: what asks for a notice only, and the lesser copyleft whose part stays replaceable (Qt as
libraries of its own). May not: GPL and AGPL without an exception, and whatever is not listed here,
until somebody has read it.
"""

import re

PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-1-Clause", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0"),
        *("CC0-1.0", "FTL", "IJG", "ISC", "MIT", "MIT-0", "MIT-CMU", "OFL-1.1", "PSF-2.0"),
        *("Python-2.0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "WTFPL", "Zlib"),
        *("bzip2-1.0.6", "blessing", "libtiff", "LicenseRef-Microsoft-Redistributable"),
    }
)
LESSER = frozenset(
    {
        *("LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"),
    }
)
WITH_EXCEPTION = frozenset(
    {
        *("Apache-2.0 WITH LLVM-exception", "GPL-2.0-or-later WITH Bootloader-exception"),
    }
)
_TOKEN = re.compile(r"\s*(\(|\)|[A-Za-z0-9.+-]+)")


class LicenceError(Exception):
    """An expression cannot be read; the text quotes it."""


def may_ship(expression: str) -> bool:
    """Whether one way to read the expression is allowed; ``OR`` lets us choose, ``AND`` does not.

    Raises:
        LicenceError: it is no expression.
    """
    return _Reader(expression).read()


class _Reader:
    """Reads one expression from left to right; ``AND`` binds closer than ``OR``."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = _TOKEN.findall(expression)
        if _TOKEN.sub("", expression).strip() or not self._tokens:
            raise LicenceError(expression)
        self._tokens.reverse()

    def read(self) -> bool:
        verdict = self._either()
        if self._tokens:
            raise LicenceError(self._expression)
        return verdict

    def _take(self, word: str) -> bool:
        if self._tokens and self._tokens[-1] == word:
            self._tokens.pop()
            return True
        return False

    def _either(self) -> bool:
        verdict = self._both()
        while self._take("OR"):
            verdict = self._both() or verdict
        return verdict

    def _both(self) -> bool:
        verdict = self._one()
        while self._take("AND"):
            verdict = self._one() and verdict
        return verdict

    def _one(self) -> bool:
        if self._take("("):
            verdict = self._either()
            if not self._take(")"):
                raise LicenceError(self._expression)
            return verdict
        name = self._name()
        if self._take("WITH"):
            return f"{name} WITH {self._name()}" in WITH_EXCEPTION
        return name in PERMISSIVE | LESSER

    def _name(self) -> str:
        if not self._tokens or self._tokens[-1] in {"(", ")", "OR", "AND", "WITH"}:
            raise LicenceError(self._expression)
        return str(self._tokens.pop())
