"""元号: names, first and last days; a new era is a line in ``resources/data/eras.json``."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.errors import MalformedDocumentError


@dataclass(frozen=True, slots=True)
class Era:
    """One era; ``last`` is None while it lasts. Year N is the calendar year ``first`` + N − 1.

    ``ends_shared``: the change happened during that day, so both eras were in use on it.
    """

    code: int
    name: str
    letter: str
    sign: str
    first: date
    last: date | None
    ends_shared: bool = False

    @property
    def short(self) -> str:
        """The first character, as in 令5.4.1."""
        return self.name[0]

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies inside the era."""
        return self.first <= day and (self.last is None or day <= self.last)

    def year(self, number: int) -> int:
        """The calendar year of the era's year ``number``."""
        return self.first.year + number - 1

    def number(self, year: int) -> int:
        """The era's number of a calendar year."""
        return year - self.first.year + 1


ERAS: tuple[Era, ...] = (
    Era(1, "明治", "M", "㍾", date(1868, 1, 25), date(1912, 7, 29), ends_shared=True),
    Era(2, "大正", "T", "㍽", date(1912, 7, 30), date(1926, 12, 24), ends_shared=True),
    Era(3, "昭和", "S", "㍼", date(1926, 12, 25), date(1989, 1, 7)),
    Era(4, "平成", "H", "㍻", date(1989, 1, 8), date(2019, 4, 30)),
    Era(5, "令和", "R", "㋿", date(2019, 5, 1), None),
)


def parse_eras(json_text: str) -> tuple[Era, ...]:
    """The eras of a data file, oldest first and without a gap.

    Raises:
        MalformedDocumentError: the text is not such a list.
    """
    try:
        rows = json.loads(json_text)
        starts = [date.fromisoformat(row["first"]) for row in rows]
        ends = [start - timedelta(days=1) for start in starts[1:]]
        eras = tuple(
            Era(
                int(row["code"]),
                row["name"],
                row["letter"],
                row["sign"],
                start,
                end,
                bool(row["ends_shared"]),
            )
            for row, start, end in zip(rows, starts, [*ends, None], strict=True)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise MalformedDocumentError(reason="eras") from error
    if (
        not eras
        or starts != sorted(set(starts))
        or not all(era.name and era.letter for era in eras)
    ):
        raise MalformedDocumentError(reason="eras")
    return eras
