"""What one file is and what it carried: name, size, SHA-256, macros, links, hidden parts."""

from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.importers import FOUND
from desktop.ui.style import pixmap
from desktop.ui.theme import ICON, MEDIUM, SMALL, TINY
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Panel
from desktop.usecases.importing import ImportSession

_GROUP = 8
_UNITS = ((1 << 20, "MB"), (1 << 10, "KB"))


class Facts(Panel):
    """The facts of a file that was read."""

    def __init__(self, session: ImportSession) -> None:
        super().__init__(words.FACTS_TITLE)
        self.add(
            KeyValueList(
                (
                    (words.FACT_NAME, session.name),
                    (words.FACT_SIZE, shown_size(session.size)),
                    (words.FACT_SHEETS, _sheets(session)),
                    (words.FACT_SHA, grouped_digest(session.sha256)),
                )
            )
        )
        self.add(SMALL)
        self.add(Label(words.FOUND_TITLE, "label"))
        found = [
            words.FOUND_LINE.format(what=FOUND.get(one.code, one.code), count=f"{one.count:,}")
            for one in session.workbook.found
        ]
        if found:
            self.add(column(*map(_line, found), gap=TINY))
        else:
            self.add(Label(words.FOUND_NOTHING, "sub", wrap=True))


class About(Panel):
    """What can be read, and what never happens while reading."""

    def __init__(self) -> None:
        super().__init__(words.ABOUT_TITLE)
        self.add(KeyValueList(words.ABOUT_FORMATS))
        self.add(MEDIUM)
        self.add(Label(words.ABOUT_SAFE_TITLE, "heading"))
        for sentence in words.ABOUT_SAFE:
            self.add(_line(sentence, "check", "success"))


def shown_size(size: int) -> str:
    """A size in the unit a person thinks in, and to the byte."""
    for unit, name in _UNITS:
        if size >= unit:
            return words.SIZE.format(shown=f"{size / unit:,.1f} {name}", bytes=f"{size:,}")
    return words.SIZE.format(shown=f"{size:,} B", bytes=f"{size:,}")


def grouped_digest(digest: str) -> str:
    """A digest in groups that can be read aloud and compared."""
    return " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))


def _sheets(session: ImportSession) -> str:
    tables = sum(proposal.kind == "table" for proposal in session.proposals)
    return words.SHEET_COUNT.format(count=len(session.proposals), tables=tables)


def _line(text: str, icon: str = "info", ink: str = "sub") -> QHBoxLayout:
    mark = Label()
    mark.setPixmap(pixmap(icon, ink, ICON, mark.devicePixelRatio()))
    mark.setFixedWidth(ICON)
    line = row(mark, Label(text, wrap=True), gap=SMALL)
    line.setStretch(1, 1)
    return line
