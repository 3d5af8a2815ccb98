"""Which rows of a body are no records: blank, totals, repeated headers, headings, notes, struck.

Words alone do not make a total (時計, 会計 …): the word must stand alone or end a short label, or
the figures must add up.
"""

import re
import unicodedata
from collections.abc import Sequence

from desktop.domain.import_plan import ExcludedRow, Why
from desktop.domain.sheets import Look, look_letter
from desktop.importers.grid import Grid, content_type
from desktop.importers.regions import Region

_TOTAL = re.compile(
    r"[\W_]*(?:(?:合|小|総|累|中|年度?|月|地区|町|区|市|県|全体)?計|合計.{0,4}|小計.{0,4}|総数|総合計|"
    r"TOTAL|SUBTOTAL|.{1,12}(?:合計|小計|の計|　計|\s計))[\W_]*",
    re.IGNORECASE,
)
_NOT_TOTAL = re.compile(r"(?:時|会|家|設|統|温度|体温|余|推|生|集)計$")
_NOTE = re.compile(r"^(?:[※＊*注]|[(（]注|備考[::]|出典|資料[::])")
_STRUCK = frozenset(look_letter(look) for look in range(64) if look & Look.STRUCK)
_REPEATED = 0.7
_LEAST_LABELS = 2
_LABEL_COLUMNS = 6
_LEAST_SUM_COLUMNS = 2
_TOLERANCE = 1e-6


def excluded_rows(grid: Grid, region: Region, columns: Sequence[int]) -> tuple[ExcludedRow, ...]:
    """The rows of the body that are no records, each with the reason."""
    header = [frozenset(grid.texts(row)) - {""} for row in region.header]
    numeric = _numeric_columns(grid, region, columns)
    sums = _Sums(numeric)
    found: list[ExcludedRow] = []
    for row in range(region.body_first, region.body_last + 1):
        texts = grid.texts(row)
        why = _why(grid, region, row, texts, header)
        if why is None and sums.looks_like_total(texts):
            why = "total"
        if why is None:
            sums.add(texts)
        elif why == "total":
            sums.begin()
        if why is not None:
            found.append(ExcludedRow(row, why))
    return tuple(found)


def _why(
    grid: Grid, region: Region, row: int, texts: tuple[str, ...], header: list[frozenset[str]]
) -> Why | None:
    fill = grid.fills[row - 1]
    if not fill:
        return "blank"
    if _is_repeated(texts, header):
        return "repeated_header"
    if _says_total(texts):
        return "total"
    if fill <= 2 and region.width > fill + 1:  # noqa: PLR2004 - a remark fills a cell or two
        first = next(text for text in texts if text.strip())
        if _NOTE.match(first.strip()):
            return "note"
        if fill == 1 and _is_heading(grid, row, texts):
            return "heading"
    return "struck" if _is_struck(grid, row, texts) else None


def _is_repeated(texts: tuple[str, ...], header: list[frozenset[str]]) -> bool:
    for labels in header:
        # most rows share nothing with the labels
        if len(labels) < _LEAST_LABELS or labels.isdisjoint(texts):
            continue
        own = {text for text in texts if text}
        if len(own & labels) >= _REPEATED * max(len(own), len(labels)):
            return True
    return False


def _says_total(texts: tuple[str, ...]) -> bool:
    seen = 0
    for text in texts:
        if not text or text.isspace():
            continue
        seen += 1
        if seen > _LABEL_COLUMNS:
            return False
        if "計" in text or "総数" in text or "otal" in text or "OTAL" in text:
            bare = "".join(unicodedata.normalize("NFKC", text).split())
            if not _NOT_TOTAL.search(bare) and (_TOTAL.fullmatch(bare) or _TOTAL.fullmatch(text)):
                return True
    return False


def _is_heading(grid: Grid, row: int, texts: tuple[str, ...]) -> bool:
    column = next(place for place, text in enumerate(texts) if text.strip())
    span = grid.merged.get((row, column))
    wide = span is not None and span.last_column > span.first_column
    return content_type(texts[column]) == "text" and (wide or column == 0)


def _is_struck(grid: Grid, row: int, texts: tuple[str, ...]) -> bool:
    looks = grid.sheet.looks[row - 1] if row <= len(grid.sheet.looks) else ""
    if not any(mark in looks for mark in _STRUCK):
        return False
    return all(
        place < len(looks) and looks[place] in _STRUCK
        for place, text in enumerate(texts)
        if text and not text.isspace()
    )


def _numeric_columns(grid: Grid, region: Region, columns: Sequence[int]) -> list[int]:
    rows = list(grid.sample(region.body_first, region.body_last, 40))
    numeric = []
    for column in columns:
        kinds = [content_type(t) for row in rows if (t := grid.sheet.text(row, column))]
        if len(kinds) > 1 and sum(kind == "number" for kind in kinds) >= len(kinds) * 3 // 4:
            numeric.append(column)
    return numeric


class _Sums:
    """Watches whether a row with few words holds the sums of the rows before it."""

    def __init__(self, columns: list[int]) -> None:
        self._columns = columns
        self.begin()

    def begin(self) -> None:
        """Begin a new stretch of records."""
        self._totals = dict.fromkeys(self._columns, 0.0)
        self._rows = 0

    def add(self, texts: tuple[str, ...]) -> None:
        """Count a record."""
        self._rows += 1
        for column in self._columns:
            if column < len(texts):
                self._totals[column] += _figure(texts[column]) or 0.0

    def looks_like_total(self, texts: tuple[str, ...]) -> bool:
        """Whether at least two figures of a row without a word are the sums so far."""
        if self._rows < 2 or len(self._columns) < _LEAST_SUM_COLUMNS:  # noqa: PLR2004 - a sum needs two
            return False
        words = sum(1 for text in texts[:3] if text and content_type(text) == "text")
        if words:
            return False
        agreeing = differing = 0
        for column in self._columns:
            figure = _figure(texts[column]) if column < len(texts) else None
            if figure is None:
                continue
            same = abs(figure - self._totals[column]) <= _TOLERANCE * max(1.0, abs(figure))
            agreeing += same and figure != 0
            differing += not same
        return agreeing >= _LEAST_SUM_COLUMNS and not differing


_SIGNS = str.maketrans({"△": "-", "▲": "-", "−": "-", ",": None, "，": None, "¥": None, "円": None})


def _figure(text: str) -> float | None:
    try:
        return float(text.translate(_SIGNS))
    except ValueError:
        return None
