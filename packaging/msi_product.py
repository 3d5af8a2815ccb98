"""What our installer installs, as rows: files, folders, shortcut, upgrade rules, sequences.

One package serves both scopes (Microsoft's "single package authoring"): per machine unless
``MSIINSTALLPERUSER=1 ALLUSERS=2`` is given or chosen in the window. Two packages would carry the
same 60 MB twice and would have to be compared on paper twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

import msi_wording as words
from msi_database import Row, Table
from msi_dialogs import ENDS, SCOPE, STORE, USER_FOLDER, USER_STORE, dialog_tables
from msi_schema import table

UPGRADE_CODE = "{F6C2E5B4-6E0B-4B57-9E0A-3D8A5C1B7A41}"
"""Never changes: by it a later version knows this program."""

_NAMESPACE = UUID(UPGRADE_CODE)
CODEPAGE = 932
LANGUAGE = 1041
CABINET = "kuracho.cab"
NOTICES = ("StoreNotice", "UserStoreNotice")
"""The text in the folder of the stores: of the machine, or of one user."""

PROGRAM = "Kuracho.exe"
GROUP = "Kuracho Users"
_KEY = "Software\\Kuracho"
_64BIT, _PERMANENT = 0x100, 0x10
_VITAL = 0x200
_USER = "(NOT ALLUSERS OR (ALLUSERS=2 AND MSIINSTALLPERUSER=1))"
_MACHINE = f"NOT {_USER}"
_ONLY_USERS = "NOT Installed AND PREVIOUSUSER AND NOT PREVIOUSMACHINE"
_PREPARING = f'{_MACHINE} AND NOT PREPARE="0"'
_SET, _RUN = 51, 34
_DEFERRED, _AS_SYSTEM, _NO_WAIT = 0x400, 0x800, 0xC0
_REMOVED = 'REMOVE="ALL"'
_SHORT = re.compile(r"[A-Z0-9_\-]{1,8}(\.[A-Z0-9_\-]{1,3})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to install: POSIX path inside the folder, where it lies now, its key in the MSI."""

    path: str
    source: Path
    key: str
    component: str


def product_code(version: str) -> str:
    """The same for every build of a version, another for the next version."""
    return _braced(uuid5(_NAMESPACE, f"product {version}"))


def _braced(identifier: UUID) -> str:
    return "{" + str(identifier).upper() + "}"


def entries(folder: Path) -> tuple[Entry, ...]:
    """Every file of the folder, in the order of their paths' code points.

    Raises:
        ValueError: a link.
    """
    found = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    if links := [path.name for path in found if path.is_symlink()]:
        message = f"{links[0]} is a link"
        raise ValueError(message)
    named = sorted((path.relative_to(folder).as_posix(), path) for path in found)
    return tuple(Entry(name, path, f"f{_mark(name)}", f"c{_mark(name)}") for name, path in named)


def _mark(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:16]


def _folder_key(path: str) -> str:
    return "INSTALLFOLDER" if path == "." else f"d{_mark(path)}"


def short_name(name: str, taken: set[str]) -> str:
    """``SHORT|long`` as the installer wants names, or the name alone where it is short already.

    The short part is invented (Windows may choose another): six letters, ``~`` and a digit, of
    the hash where the name has too few letters of its own; none in ``taken``, to which it is added.
    """
    if _SHORT.fullmatch(name.upper()) and name.upper() not in taken:
        taken.add(name.upper())
        return name
    stem, dot, suffix = name.rpartition(".") if "." in name[1:] else (name, "", "")
    end = "".join(re.findall(r"[A-Z0-9]", suffix.upper()))[:3] if dot else ""
    own = "".join(re.findall(r"[A-Z0-9]", stem.upper()))
    for number in range(1, 1000):
        base = own[:6] if number <= 4 and len(own) > 1 else _mark(f"{name}{number}")[:5].upper()  # noqa: PLR2004  # as Windows does
        mark = f"~{number}"
        short = base[: 8 - len(mark)] + mark + (f".{end}" if end else "")
        if short not in taken:
            taken.add(short)
            return f"{short}|{name}"
    message = f"no short name left for {name}"
    raise ValueError(message)


def tables(files: tuple[Entry, ...], version: str, build: str, *, icon: bool) -> list[Table]:
    """All tables of the package for these files."""
    program = next((one for one in files if one.path == PROGRAM), None)
    if program is None:
        message = f"the folder holds no {PROGRAM}"
        raise ValueError(message)
    return [
        table("Property", _properties(version, build, icon=icon)),
        table("Directory", _directories(files)),
        table("Component", _components(files)),
        table("Feature", [_feature()]),
        table("FeatureComponents", [("Main", name) for name in _component_names(files)]),
        table("File", _files(files)),
        table("Media", [(1, len(files) + len(NOTICES), None, f"#{CABINET}")]),
        table("Icon", [("kuracho.ico", 1)] if icon else []),
        table("Shortcut", [_shortcut(program)]),
        table("Registry", _registry(program.component, version)),
        *_searches(),
        table("Upgrade", _upgrade(version)),
        table("LaunchCondition", _conditions()),
        table("CustomAction", _actions()),
        *_sequences(),
        *dialog_tables(),
    ]


def _properties(version: str, build: str, *, icon: bool) -> list[Row]:
    secure = "OLDERFOUND;NEWERFOUND;INSTALLFOLDER;KURACHOGROUP;BACKOUT;PREPARE;MSIINSTALLPERUSER"
    rows: list[Row] = [
        ("ProductCode", product_code(version)),
        ("ProductName", words.PRODUCT),
        ("ProductVersion", version),
        ("ProductLanguage", str(LANGUAGE)),
        ("Manufacturer", words.MAKER),
        ("UpgradeCode", UPGRADE_CODE),
        ("ALLUSERS", "1"),
        ("SecureCustomProperties", secure),
        # an older file may have to replace a newer one when a version is backed out
        ("REINSTALLMODE", "amus"),
        ("MSIRESTARTMANAGERCONTROL", "Disable"),
        ("ARPCOMMENTS", f"{words.COMMENTS}（{build}）"),
        ("ARPCONTACT", words.CONTACT),
        ("ARPNOMODIFY", "1"),
        ("KURACHOGROUP", GROUP),
        (SCOPE, "machine"),
        ("DefaultUIFont", "Plain"),
    ]
    return [*rows, ("ARPPRODUCTICON", "kuracho.ico")] if icon else rows


def _directories(files: tuple[Entry, ...]) -> list[Row]:
    rows: list[Row] = [
        ("TARGETDIR", None, "SourceDir"),
        ("ProgramFiles64Folder", "TARGETDIR", "."),
        ("INSTALLFOLDER", "ProgramFiles64Folder", "Kuracho"),
        ("LocalAppDataFolder", "TARGETDIR", "."),
        ("CommonAppDataFolder", "TARGETDIR", "."),
        ("STOREFOLDER", "CommonAppDataFolder", "Kuracho"),
        ("USERSTOREFOLDER", "LocalAppDataFolder", "Kuracho"),
        ("ProgramMenuFolder", "TARGETDIR", "."),
        ("System64Folder", "TARGETDIR", "."),
    ]
    taken: dict[str, set[str]] = {}
    folders = sorted({parent for one in files for parent in Path(one.path).parents})
    for folder in folders:
        if folder != Path():
            above = folder.parent.as_posix()
            name = short_name(folder.name, taken.setdefault(above, set()))
            rows.append((_folder_key(folder.as_posix()), _folder_key(above), name))
    return rows


def _component_names(files: Iterable[Entry]) -> list[str]:
    return [*(one.component for one in files), *NOTICES]


def _components(files: tuple[Entry, ...]) -> list[Row]:
    rows: list[Row] = [
        (
            one.component,
            _braced(uuid5(_NAMESPACE, one.path)),
            _folder_key(Path(one.path).parent.as_posix()),
            _64BIT,
            None,
            one.key,
        )
        for one in files
    ]
    # the machine's folder is made only where PrepareMachine closes it to others at once; a user's
    # own lies in his profile, which is closed already
    for name, folder, condition in zip(
        NOTICES, ("STOREFOLDER", "USERSTOREFOLDER"), (_PREPARING, _USER), strict=True
    ):
        guid = _braced(uuid5(_NAMESPACE, f"{folder}/{words.NOTICE_NAME}"))
        rows.append((name, guid, folder, _64BIT | _PERMANENT, condition, name))
    return rows


def _feature() -> Row:
    return ("Main", None, words.FEATURE, words.FEATURE_HINT, 1, 1, "INSTALLFOLDER", 0)


def _files(files: tuple[Entry, ...]) -> list[Row]:
    taken: dict[str, set[str]] = {}
    rows: list[Row] = [
        (
            one.key,
            one.component,
            short_name(
                Path(one.path).name, taken.setdefault(Path(one.path).parent.as_posix(), set())
            ),
            one.source.stat().st_size,
            None,
            None,
            _VITAL,
            number,
        )
        for number, one in enumerate(files, 1)
    ]
    size = len(notice_bytes())
    for number, key in enumerate(NOTICES, len(files) + 1):
        name = short_name(words.NOTICE_NAME, set())
        rows.append((key, key, name, size, None, None, _VITAL, number))
    return rows


def notice_bytes() -> bytes:
    """The text that stays in the folder of the stores; Notepad reads UTF-8 by its mark."""
    return words.NOTICE.replace("\n", "\r\n").encode("utf-8-sig")


def _shortcut(program: Entry) -> Row:
    # no icon of its own: that of the program is shown
    return (
        "Start", "ProgramMenuFolder", f"KURACHO|{words.SHORTCUT}", program.component,
        f"[#{program.key}]", None, words.SHORTCUT_HINT, None, None, None, None, "INSTALLFOLDER",
    )  # fmt: skip


def _registry(component: str, version: str) -> list[Row]:
    # root -1: of the machine or of the user, as the installation itself
    return [
        ("InstallFolder", -1, _KEY, "InstallFolder", "[INSTALLFOLDER]", component),
        ("Version", -1, _KEY, "Version", version, component),
    ]


def _searches() -> list[Table]:
    """Where an earlier version lies: an upgrade goes there too."""
    raw_64bit = 2 | 16
    return [
        table(
            "AppSearch",
            [
                ("PREVIOUSMACHINE", "PreviousMachine"),
                ("PREVIOUSUSER", "PreviousUser"),
            ],
        ),
        table(
            "RegLocator",
            [
                ("PreviousMachine", 2, _KEY, "InstallFolder", raw_64bit),
                ("PreviousUser", 1, _KEY, "InstallFolder", raw_64bit),
            ],
        ),
        table("Signature", []),
    ]


def _upgrade(version: str) -> list[Row]:
    min_inclusive = 0x100
    return [
        (UPGRADE_CODE, "0.0.0", version, None, min_inclusive, None, "OLDERFOUND"),
        (UPGRADE_CODE, version, None, None, 0, None, "NEWERFOUND"),
    ]


def _conditions() -> list[Row]:
    return [
        ("Installed OR NOT NEWERFOUND OR BACKOUT=1", words.NEWER_THERE),
        ("Installed OR VersionNT64 >= 603", words.OLD_WINDOWS),
    ]


def _actions() -> list[Row]:
    program = f'"[INSTALLFOLDER]{PROGRAM}" prepare-machine --group "[KURACHOGROUP]"'
    notice = f'"[System64Folder]notepad.exe" "[STOREPLACE]\\{words.NOTICE_NAME}"'
    return [
        ("RememberChoice", _SET, "CHOSENFOLDER", "[INSTALLFOLDER]"),
        ("FindUserScope", _SET, "ALLUSERS", "[NOTHING]"),
        ("OfferUserScope", _SET, SCOPE, "user"),
        ("UseUserScope", _SET, "ALLUSERS", "[NOTHING]"),
        ("UseMachineFolder", _SET, "INSTALLFOLDER", "[PREVIOUSMACHINE]"),
        ("UsePreviousUserFolder", _SET, "INSTALLFOLDER", "[PREVIOUSUSER]"),
        ("UseUserFolder", _SET, "INSTALLFOLDER", USER_FOLDER),
        ("TellStore", _SET, "STOREPLACE", STORE),
        ("TellUserStore", _SET, "STOREPLACE", USER_STORE),
        ("TellPlace", _SET, "ARPINSTALLLOCATION", "[INSTALLFOLDER]"),
        ("PrepareMachine", _RUN | _DEFERRED | _AS_SYSTEM, "INSTALLFOLDER", program),
        ("ShowNotice", _RUN | _NO_WAIT, "System64Folder", notice),
    ]


def _sequences() -> list[Table]:
    search: list[Row] = [
        ("AppSearch", None, 50),
        ("FindRelatedProducts", None, 75),
        ("LaunchConditions", None, 100),
        ("ValidateProductID", None, 700),
        # a user's own installation is repaired and removed as such (Windows knows, Wine not)
        (
            "UseUserScope",
            "ALLUSERS AND Installed AND PREVIOUSUSER AND NOT PREVIOUSMACHINE",
            705,
        ),
        ("RememberChoice", "INSTALLFOLDER", 710),
        ("UseMachineFolder", f"NOT INSTALLFOLDER AND PREVIOUSMACHINE AND {_MACHINE}", 720),
        ("UsePreviousUserFolder", f"NOT INSTALLFOLDER AND PREVIOUSUSER AND {_USER}", 721),
        ("UseUserFolder", f"NOT INSTALLFOLDER AND {_USER}", 722),
        ("TellStore", _MACHINE, 730),
        ("TellUserStore", _USER, 731),
        ("CostInitialize", None, 800),
        ("FileCost", None, 900),
        ("CostFinalize", None, 1000),
    ]
    execute: list[Row] = [
        *search,
        ("TellPlace", None, 1010),
        ("InstallValidate", None, 1400),
        ("InstallInitialize", None, 1500),
        ("RemoveExistingProducts", None, 1510),
        ("ProcessComponents", None, 1600),
        ("UnpublishFeatures", None, 1800),
        ("RemoveRegistryValues", None, 2600),
        ("RemoveShortcuts", None, 3200),
        ("RemoveFiles", None, 3500),
        ("RemoveFolders", None, 3600),
        ("CreateFolders", None, 3700),
        ("InstallFiles", None, 4000),
        ("CreateShortcuts", None, 4500),
        ("WriteRegistryValues", None, 5000),
        # never in a repair: any user may start one, it runs as SYSTEM, and he would name the group
        ("PrepareMachine", f"{_PREPARING} AND NOT Installed", 5900),
        ("RegisterUser", None, 6000),
        ("RegisterProduct", None, 6100),
        ("PublishFeatures", None, 6300),
        ("PublishProduct", None, 6400),
        ("InstallFinalize", None, 6600),
        ("ShowNotice", f"UILevel > 2 AND {_REMOVED} AND NOT UPGRADINGPRODUCTCODE", 6700),
    ]
    windows: list[Row] = [
        *search,
        # FindRelatedProducts runs once, here, and sees one scope only: that of the earlier version
        ("FindUserScope", _ONLY_USERS, 60),
        ("OfferUserScope", _ONLY_USERS, 61),
        ("WelcomeDlg", "NOT Installed", 1230),
        ("MaintenanceDlg", "Installed", 1240),
        ("ProgressDlg", None, 1280),
        ("ExecuteAction", None, 1300),
        *((name, None, number) for name, number in ENDS),
    ]
    admin: list[Row] = [
        ("CostInitialize", None, 800),
        ("FileCost", None, 900),
        ("CostFinalize", None, 1000),
        ("InstallValidate", None, 1400),
        ("InstallInitialize", None, 1500),
        ("InstallAdminPackage", None, 3900),
        ("InstallFiles", None, 4000),
        ("InstallFinalize", None, 6600),
    ]
    # what a group policy publishes before anything is installed
    names = ("CreateShortcuts", "PublishFeatures", "PublishProduct", "InstallFinalize")
    advertised = [*admin[:1], *admin[2:5], *(row for row in execute if row[0] in names)]
    return [
        table("InstallExecuteSequence", execute),
        table("InstallUISequence", windows),
        table("AdminExecuteSequence", admin),
        table("AdminUISequence", [*admin[:3], ("ExecuteAction", None, 1300)]),
        table("AdvtExecuteSequence", advertised),
    ]
