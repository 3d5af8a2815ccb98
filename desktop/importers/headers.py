"""Which rows label the columns, and what each column is called (rule 2 of the corpus)."""

import re
import unicodedata
from collections import Counter

from desktop.domain.sheets import Look, letter
from desktop.importers.grid import ContentType, Grid

_SAMPLE = 60
_LEAST_AGREEMENT = 0.6
_WORDS = re.compile(
    r"氏名|名前|名称|番号|番地|住所|所在地|年月日|生年|電話|区分|種別|種類|備考|摘要|金額|数量|件数|"
    r"人数|フリガナ|ふりがな|カナ|性別|年齢|郵便|担当|日付|コード|^No\.?$|^№$|年度|項目|単位|計$"
)


def header_rows(grid: Grid, top: int, limit: int, body_last: int) -> tuple[int, ...]:
    """The rows from ``top`` on that label columns rather than hold values.

    A row labels if its cells differ in kind from what stands below in their columns, do not
    come again there, look different, or are words that offices put over columns.
    """
    found: list[int] = []
    width = max(grid.fills[top - 1 : limit], default=0)
    for row in range(top, limit + 1):
        if not grid.fills[row - 1] or (found and _is_banner(grid, row, width)):
            break
        if row >= body_last or _votes(grid, row, row + 1, body_last) <= 0:
            break
        found.append(row)
    return tuple(found)


def _is_banner(grid: Grid, row: int, width: int) -> bool:
    """Whether a row is one text over most of the table: it heads a group, it labels no column."""
    if grid.fills[row - 1] != 1:
        return False
    place = next(place for place, text in enumerate(grid.texts(row)) if text.strip())
    span = grid.merged.get((row, place))
    return span is not None and 2 * (span.last_column - span.first_column + 1) > width > 1


def _votes(grid: Grid, row: int, below_first: int, below_last: int) -> float:
    texts = grid.texts(row)
    below = [line for line in grid.sample(below_first, below_last, _SAMPLE) if line != row]
    votes = 0.0
    for column, text in enumerate(texts):
        if text and not text.isspace():
            votes += _vote(grid, row, column, below)
    return votes / max(grid.fills[row - 1], 1)


def _vote(grid: Grid, row: int, column: int, below: list[int]) -> float:
    own = grid.content(row, column)
    text = grid.text(row, column)
    kinds: Counter[ContentType] = Counter(grid.content(line, column) for line in below)
    del kinds["blank"]
    usual, share = _majority(kinds)
    vote = _kind_vote(own, usual, share)
    span = grid.merged.get((row, column))
    if span is not None and own == "text":
        vote += 0.5
    if own == "text" and _is_label_word(text) and not _usual_below(grid, column, below):
        vote += 1
    if usual == "text" and own == "text":
        again = sum(grid.text(line, column) == text for line in below)
        vote += 0.25 if not again else -0.5
        vote += _look_vote(grid, row, column, below)
    return vote


def _is_label_word(text: str) -> bool:
    return _WORDS.search(unicodedata.normalize("NFKC", text).replace(" ", "")) is not None


def _usual_below(grid: Grid, column: int, below: list[int]) -> bool:
    """Whether such words stand in the values too: 番地 in an address labels nothing."""
    texts = [text for line in below if (text := grid.text(line, column))]
    return 2 * sum(map(_is_label_word, texts)) > len(texts)


def _kind_vote(own: ContentType, usual: ContentType, share: float) -> float:
    if usual in ("number", "date") and share >= _LEAST_AGREEMENT:
        return 1.0 if own == "text" else -0.75
    if usual == "text":
        return -0.15 if own == "text" else -0.5
    return 0.0


def _look_vote(grid: Grid, row: int, column: int, below: list[int]) -> float:
    shown = Look.BOLD | Look.FILLED | Look.CENTRED
    own = grid.sheet.look(row, column) & shown
    same = sum(grid.sheet.look(line, column) & shown == own for line in below)
    return 0.4 if own and below and same * 4 < len(below) else 0.0


def _majority(kinds: "Counter[ContentType]") -> tuple[ContentType, float]:
    if not kinds:
        return "blank", 0.0
    kind, count = kinds.most_common(1)[0]
    return kind, count / kinds.total()


def labels(grid: Grid, header: tuple[int, ...], columns: list[int]) -> dict[int, str]:
    """The name of each column: its header texts joined by "/", made unique with #n."""
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for column in columns:
        name = _joined(grid, header, column) or f"列{letter(column)}"
        seen[name] += 1
        names[column] = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return names


def _joined(grid: Grid, header: tuple[int, ...], column: int) -> str:
    parts: list[str] = []
    counted: set[object] = set()
    for row in header:
        span = grid.merged.get((row, column))
        if span is not None and span in counted:
            continue
        counted.add(span)
        text = "".join(grid.text(row, column).split())
        if text:
            parts.append(text)
    return "/".join(parts)


def header_columns(grid: Grid, header: tuple[int, ...]) -> set[int]:
    """The columns that have a header text."""
    width = max((len(grid.texts(row)) for row in header), default=0)
    spans = [
        span
        for span in grid.sheet.merges
        if any(span.first_row <= r <= span.last_row for r in header)
    ]
    width = max([width, *(span.last_column + 1 for span in spans)])
    return {column for column in range(width) if _joined(grid, header, column)}
