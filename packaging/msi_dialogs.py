"""The installer's windows, for someone who double-clicks: scope, folder, progress, the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import msi_wording as words
from msi_database import Row, Table
from msi_schema import table

_WIDTH, _HEIGHT = 370, 235
_VISIBLE, _ENABLED, _MODAL, _MINIMIZE = 1, 2, 2, 4
_TRANSPARENT, _NO_PREFIX = 0x10000, 0x20000
_ENABLED_TEXT = _VISIBLE | _ENABLED | _TRANSPARENT
_HEAD_STYLE = "{\\Head}"
SCOPE = "KURACHOSCOPE"
PER_USER, PER_MACHINE = f'{SCOPE}="user"', f'{SCOPE}="machine"'
_UNCHOSEN = "AND NOT CHOSENFOLDER"
STORE, USER_STORE = "[CommonAppDataFolder]Kuracho", "[LocalAppDataFolder]Kuracho"
USER_FOLDER = "[LocalAppDataFolder]Programs\\Kuracho\\"


@dataclass(slots=True)
class _Window:
    """One dialog being put together; buttons are Tab stops in the order they are added."""

    name: str
    head: str
    text: str
    modal: bool = True
    controls: list[list[str | int | None]] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.label("Head", 15, 12, 340, 20, _HEAD_STYLE + self.head)
        self.label("Text", 15, 40, 340, 60, self.text)
        self.add("Line", "Line", 0, _HEIGHT - 42, _WIDTH, 0, _VISIBLE)

    def add(  # noqa: PLR0913, PLR0917  # a place is four numbers
        self, name: str, kind: str, x: int, y: int, width: int, height: int,
        attributes: int = _VISIBLE | _ENABLED, prop: str | None = None, text: str | None = None,
    ) -> None:  # fmt: skip
        """A control at its place, in dialog units."""
        self.controls.append([name, kind, x, y, width, height, attributes, prop, text, None])

    def label(self, name: str, x: int, y: int, width: int, height: int, text: str) -> None:  # noqa: PLR0913, PLR0917
        """Words that nothing can be done with."""
        self.add(
            name, "Text", x, y, width, height, _ENABLED_TEXT | _NO_PREFIX, None, text,
        )  # fmt: skip

    def stop(self, name: str) -> None:
        """Make a control reachable by Tab, after those before."""
        self.stops.append(name)

    def button(self, name: str, place: int, text: str, *events: tuple[str, str, str]) -> None:
        """A button; place 0 is the rightmost. Events: what, with what, on which condition."""
        self.add(name, "PushButton", _WIDTH - 95 - 91 * place, _HEIGHT - 29, 85, 18, text=text)
        self.stop(name)
        self.on(name, *events)

    def on(self, name: str, *events: tuple[str, str, str]) -> None:
        """What happens when a control is used, in this order."""
        self.events += [
            (self.name, name, event, argument, condition, order)
            for order, (event, argument, condition) in enumerate(events, 1)
        ]

    def rows(self) -> list[Row]:
        """The rows of its controls, linked into one round of Tab stops."""
        following = dict(zip(self.stops, [*self.stops[1:], self.stops[0]], strict=True))
        return [
            (self.name, *one[:-1], following.get(str(one[0])) if len(self.stops) > 1 else None)
            for one in self.controls
        ]


def _welcome() -> _Window:
    window = _Window("WelcomeDlg", words.WELCOME_HEAD, words.WELCOME_TEXT)
    window.add("Scope", "RadioButtonGroup", 20, 102, 330, 40, prop=SCOPE)
    window.label("Note", 20, 146, 335, 36, words.MACHINE_NOTE)
    window.button(
        "Next", 1, words.NEXT,
        ("[ALLUSERS]", "2", PER_USER),
        ("[MSIINSTALLPERUSER]", "1", PER_USER),
        ("[ALLUSERS]", "1", PER_MACHINE),
        ("[MSIINSTALLPERUSER]", "{}", PER_MACHINE),
        ("[INSTALLFOLDER]", USER_FOLDER, f"{PER_USER} {_UNCHOSEN}"),
        ("[INSTALLFOLDER]", "[ProgramFiles64Folder]Kuracho\\", f"{PER_MACHINE} {_UNCHOSEN}"),
        # a later version goes where the earlier one lies
        ("[INSTALLFOLDER]", "[PREVIOUSUSER]", f"{PER_USER} {_UNCHOSEN} AND PREVIOUSUSER"),
        ("[INSTALLFOLDER]", "[PREVIOUSMACHINE]", f"{PER_MACHINE} {_UNCHOSEN} AND PREVIOUSMACHINE"),
        ("[STOREPLACE]", USER_STORE, PER_USER),
        ("[STOREPLACE]", STORE, PER_MACHINE),
        ("NewDialog", "FolderDlg", "1"),
    )  # fmt: skip
    window.stop("Scope")
    window.button("Cancel", 0, words.CANCEL, ("EndDialog", "Exit", "1"))
    return window


def _folder() -> _Window:
    window = _Window("FolderDlg", words.FOLDER_HEAD, words.FOLDER_TEXT)
    # no label(): its & underlines the letter that leads to the field behind it
    window.add("Label", "Text", 20, 84, 200, 12, _ENABLED_TEXT, text=words.FOLDER_LABEL)
    window.add("Path", "PathEdit", 20, 98, 330, 18, prop="INSTALLFOLDER")
    window.label("Note", 20, 126, 335, 36, words.FOLDER_NOTE)
    window.button(
        "Install", 1, words.INSTALL,
        ("SetTargetPath", "INSTALLFOLDER", "1"),
        ("EndDialog", "Return", "1"),
    )  # fmt: skip
    window.stop("Path")
    window.button("Back", 2, words.BACK, ("NewDialog", "WelcomeDlg", "1"))
    window.button("Cancel", 0, words.CANCEL, ("EndDialog", "Exit", "1"))
    return window


def _maintenance() -> _Window:
    window = _Window("MaintenanceDlg", words.MAINTENANCE_HEAD, words.MAINTENANCE_TEXT)
    window.button(
        "Repair", 2, words.REPAIR,
        ("ReinstallMode", "amus", "1"),
        ("Reinstall", "ALL", "1"),
        ("EndDialog", "Return", "1"),
    )  # fmt: skip
    window.button("Remove", 1, words.REMOVE, ("Remove", "ALL", "1"), ("EndDialog", "Return", "1"))
    window.button("Cancel", 0, words.CANCEL, ("EndDialog", "Exit", "1"))
    return window


def _progress() -> _Window:
    window = _Window("ProgressDlg", words.PROGRESS_HEAD, words.PROGRESS_TEXT, modal=False)
    window.label("Action", 20, 96, 330, 14, "")
    window.add("Bar", "ProgressBar", 20, 114, 330, 12, _VISIBLE | 0x10000)
    window.button("Cancel", 0, words.CANCEL, ("EndDialog", "Exit", "1"))
    return window


def _end(name: str, head: str, text: str, how: str) -> _Window:
    window = _Window(name, head, text)
    window.button("Finish", 0, words.FINISH, ("EndDialog", how, "1"))
    return window


ENDS = (("ExitDlg", -1), ("StoppedDlg", -2), ("FailedDlg", -3))


def dialog_tables() -> list[Table]:
    """Every table of the windows; the sequences that show them are in ``msi_product``."""
    windows = [
        _welcome(), _folder(), _maintenance(), _progress(),
        _end("ExitDlg", words.DONE_HEAD, words.DONE_TEXT, "Return"),
        _end("StoppedDlg", words.STOPPED_HEAD, words.STOPPED_TEXT, "Exit"),
        _end("FailedDlg", words.FAILED_HEAD, words.FAILED_TEXT, "Exit"),
    ]  # fmt: skip
    style = _VISIBLE | _MINIMIZE
    dialogs: list[Row] = [
        (
            one.name, 50, 50, _WIDTH, _HEIGHT, style | (_MODAL if one.modal else 0), words.TITLE,
            one.stops[0], one.stops[0], one.stops[-1],
        )
        for one in windows
    ]  # fmt: skip
    return [
        table("Dialog", dialogs),
        table("Control", [row for one in windows for row in one.rows()]),
        table("ControlEvent", [row for one in windows for row in one.events]),
        table("ControlCondition", []),
        table(
            "EventMapping",
            [
                ("ProgressDlg", "Action", "ActionText", "Text"),
                ("ProgressDlg", "Bar", "SetProgress", "Progress"),
            ],
        ),
        table(
            "RadioButton",
            [
                (SCOPE, 1, "machine", 0, 0, 330, 18, words.FOR_MACHINE),
                (SCOPE, 2, "user", 0, 20, 330, 18, words.FOR_USER),
            ],
        ),
        table(
            "TextStyle",
            [("Plain", "Meiryo UI", 9, None, None), ("Head", "Meiryo UI", 12, None, 1)],
        ),
        table("UIText", list(words.SIZES)),
        table("ActionText", list(words.ACTIONS)),
    ]
