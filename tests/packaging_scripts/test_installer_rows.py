"""The installer's tables fit together: what Windows' own checks (ICE) would look at."""

import re
from pathlib import Path

import msi_product
import pytest
from msi_database import Table, Value

from tests.builders.program_files import program_file

STANDARD = {
    "AppSearch", "CostFinalize", "CostInitialize", "CreateFolders", "CreateShortcuts",
    "ExecuteAction", "FileCost", "FindRelatedProducts", "InstallAdminPackage", "InstallFiles",
    "InstallFinalize", "InstallInitialize", "InstallValidate", "LaunchConditions",
    "ProcessComponents", "PublishFeatures", "PublishProduct", "RegisterProduct", "RegisterUser",
    "RemoveExistingProducts", "RemoveFiles", "RemoveFolders", "RemoveRegistryValues",
    "RemoveShortcuts", "UnpublishFeatures", "ValidateProductID", "WriteRegistryValues",
}  # fmt: skip
SYSTEM_FOLDERS = {
    "ProgramFiles64Folder", "LocalAppDataFolder", "CommonAppDataFolder", "ProgramMenuFolder",
    "System64Folder",
}  # fmt: skip
IN_SCRIPT = 0x400

Rows = dict[str, list[dict[str, Value]]]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Table]:
    folder = tmp_path_factory.mktemp("made") / "Kuracho"
    program_file(folder / "Kuracho.exe")
    for name in ("様式 第1号.txt", "様式 第2号.txt", "様式.txt"):
        path = folder / "_internal" / "resources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    return msi_product.tables(msi_product.entries(folder), "12.34.5678", "x" * 30, icon=True)


@pytest.fixture(scope="module")
def rows(tables: list[Table]) -> Rows:
    return {
        one.name: [
            dict(zip((column.name for column in one.columns), row, strict=True)) for row in one.rows
        ]
        for one in tables
    }


def named(rows: Rows, table: str, column: str) -> set[Value]:
    return {row[column] for row in rows[table] if row[column] is not None}


def test_no_text_is_longer_than_its_column(tables: list[Table]) -> None:
    checked = 0
    for one in tables:
        for place, column in enumerate(one.columns):
            most = int(column.kind[1:]) if column.text else 0
            for row in one.rows:
                if most and row[place] is not None:
                    checked += 1
                    assert len(str(row[place]).encode("cp932")) <= most, (one.name, row[place])
    assert checked > 200


@pytest.mark.parametrize(
    ("table", "column", "other", "key"),
    [
        ("Component", "Directory_", "Directory", "Directory"),
        ("Component", "KeyPath", "File", "File"),
        ("Directory", "Directory_Parent", "Directory", "Directory"),
        ("FeatureComponents", "Component_", "Component", "Component"),
        ("FeatureComponents", "Feature_", "Feature", "Feature"),
        ("Feature", "Directory_", "Directory", "Directory"),
        ("File", "Component_", "Component", "Component"),
        ("Registry", "Component_", "Component", "Component"),
        ("Shortcut", "Component_", "Component", "Component"),
        ("Shortcut", "Directory_", "Directory", "Directory"),
        ("AppSearch", "Signature_", "RegLocator", "Signature_"),
        ("Control", "Dialog_", "Dialog", "Dialog"),
        ("ControlEvent", "Dialog_", "Dialog", "Dialog"),
        ("EventMapping", "Dialog_", "Dialog", "Dialog"),
    ],
)
def test_what_a_row_names_is_there(
    rows: Rows, table: str, column: str, other: str, key: str
) -> None:
    assert named(rows, table, column)
    assert named(rows, table, column) <= named(rows, other, key)


def test_every_file_has_its_place_in_the_cabinet_and_every_component_a_feature(rows: Rows) -> None:
    numbers = sorted(int(str(row["Sequence"])) for row in rows["File"])

    assert numbers == list(range(1, len(numbers) + 1))
    assert rows["Media"][0]["LastSequence"] == numbers[-1]
    assert named(rows, "FeatureComponents", "Component_") == named(rows, "Component", "Component")
    identifiers = [row["ComponentId"] for row in rows["Component"]]
    assert len(set(identifiers)) == len(identifiers)


def test_sequences_hold_known_actions_each_at_a_number_of_its_own(rows: Rows) -> None:
    own = named(rows, "CustomAction", "Action") | named(rows, "Dialog", "Dialog")
    for name, held in rows.items():
        if name.endswith("Sequence"):
            assert {row["Action"] for row in held} <= STANDARD | own, name
            numbers = [row["Sequence"] for row in held]
            assert len(set(numbers)) == len(numbers), name
    used = {row["Action"] for row in rows["InstallExecuteSequence"] + rows["InstallUISequence"]}
    assert own - used == {"FolderDlg"}  # opened by the window before it


def test_what_runs_with_the_system_s_rights_runs_inside_the_transaction(rows: Rows) -> None:
    place = {row["Action"]: int(str(row["Sequence"])) for row in rows["InstallExecuteSequence"]}
    deferred = {row["Action"] for row in rows["CustomAction"] if int(str(row["Type"])) & IN_SCRIPT}

    assert deferred == {"PrepareMachine"}
    for action in deferred:
        assert place["InstallFiles"] < place[str(action)] < place["InstallFinalize"]
    assert place["InstallInitialize"] < place["RemoveExistingProducts"] < place["InstallFiles"]


def test_folders_that_windows_names_are_the_only_ones_outside_our_own(rows: Rows) -> None:
    parents = {str(row["Directory"]): row["Directory_Parent"] for row in rows["Directory"]}
    outside = {name for name, parent in parents.items() if parent == "TARGETDIR"}

    assert outside == SYSTEM_FOLDERS
    assert {row["Directory"] for row in rows["Directory"] if row["DefaultDir"] == "."} == outside


def test_every_window_s_buttons_lead_somewhere_and_tab_comes_round(rows: Rows) -> None:
    controls = {(row["Dialog_"], row["Control"]) for row in rows["Control"]}
    for row in rows["ControlEvent"]:
        assert (row["Dialog_"], row["Control_"]) in controls
        if row["Event"] == "NewDialog":
            assert row["Argument"] in named(rows, "Dialog", "Dialog")
    for row in rows["Dialog"]:
        dialog = row["Dialog"]
        following = {
            one["Control"]: one["Control_Next"]
            for one in rows["Control"]
            if one["Dialog_"] == dialog
        }
        pressed = {one["Control_"] for one in rows["ControlEvent"] if one["Dialog_"] == dialog}
        ring, at = [], row["Control_First"]
        while at is not None and at not in ring:
            ring.append(at)
            at = following[at]
        assert pressed <= set(ring), dialog
        assert row["Control_Default"] in pressed
        assert row["Control_Cancel"] in pressed


def test_every_property_a_text_shows_is_set_somewhere(rows: Rows) -> None:
    shown = {
        name
        for table, column in (("Control", "Text"), ("CustomAction", "Target"))
        for row in rows[table]
        for name in re.findall(r"\[([A-Za-z0-9]+)\]", str(row[column] or ""))
    }
    given = named(rows, "Property", "Property") | named(rows, "Directory", "Directory")
    given |= named(rows, "AppSearch", "Property")
    given |= {row["Source"] for row in rows["CustomAction"] if int(str(row["Type"])) == 51}

    assert shown - given == {"NOTHING"}  # left empty on purpose


def test_properties_that_a_user_s_process_may_hand_over_are_public(rows: Rows) -> None:
    secure = next(
        row["Value"] for row in rows["Property"] if row["Property"] == "SecureCustomProperties"
    )

    names = str(secure).split(";")
    assert all(name == name.upper() for name in names)
    assert {"OLDERFOUND", "NEWERFOUND", "INSTALLFOLDER", "BACKOUT", "PREPARE"} <= set(names)


def test_a_version_range_is_removed_below_and_above(rows: Rows) -> None:
    ranges = {row["ActionProperty"]: row for row in rows["Upgrade"]}

    assert ranges["OLDERFOUND"]["VersionMax"] == "12.34.5678"
    assert ranges["NEWERFOUND"]["VersionMin"] == "12.34.5678"
    assert {row["Attributes"] for row in rows["Upgrade"]} == {0x100, 0}


def test_the_folder_s_own_files_are_the_only_ones(rows: Rows) -> None:
    names = {str(row["FileName"]).rpartition("|")[2] for row in rows["File"]}

    assert names == {
        "Kuracho.exe", "様式 第1号.txt", "様式 第2号.txt", "様式.txt",
        "保存した台帳は消えません.txt",
    }  # fmt: skip


def test_a_link_to_elsewhere_is_not_taken(tmp_path: Path) -> None:
    program_file(tmp_path / "Kuracho" / "Kuracho.exe")
    away = tmp_path / "Kuracho" / "away"
    try:
        away.symlink_to(tmp_path)
    except OSError:
        pytest.skip("links need rights here")
    if not away.is_symlink():
        pytest.skip("Wine 8 makes no links, and says it did")

    with pytest.raises(ValueError, match="link"):
        msi_product.entries(tmp_path / "Kuracho")


def test_a_repair_which_any_user_may_start_runs_nothing_as_the_system(rows: Rows) -> None:
    as_system = 0x800
    owned = {row["Action"] for row in rows["CustomAction"] if int(str(row["Type"])) & as_system}
    when = {row["Action"]: str(row["Condition"]) for row in rows["InstallExecuteSequence"]}

    assert owned
    assert all(when[action].endswith(" AND NOT Installed") for action in owned)


def test_an_earlier_version_s_scope_is_known_before_it_is_looked_for(rows: Rows) -> None:
    place = {row["Action"]: int(str(row["Sequence"])) for row in rows["InstallUISequence"]}

    assert place["AppSearch"] < place["FindUserScope"] < place["FindRelatedProducts"]
    assert place["OfferUserScope"] < place["WelcomeDlg"]


def test_the_window_goes_to_the_folder_of_the_earlier_version(rows: Rows) -> None:
    chosen = [
        (int(str(row["Ordering"])), row["Argument"])
        for row in rows["ControlEvent"]
        if row["Dialog_"] == "WelcomeDlg" and row["Event"] == "[INSTALLFOLDER]"
    ]

    # what comes later stays
    assert [argument for _, argument in sorted(chosen)][2:] == [
        "[PREVIOUSUSER]", "[PREVIOUSMACHINE]",
    ]  # fmt: skip


def test_a_letter_to_press_is_underlined_not_shown_as_an_ampersand(rows: Rows) -> None:
    no_prefix = 0x20000
    told = [row for row in rows["Control"] if re.search(r"&[A-Z]", str(row["Text"] or ""))]

    assert len(told) > 3
    assert all(not int(str(row["Attributes"])) & no_prefix for row in told)


def test_a_group_policy_can_publish_the_product(rows: Rows) -> None:
    place = {row["Action"]: int(str(row["Sequence"])) for row in rows["AdvtExecuteSequence"]}

    order = ["InstallInitialize", "PublishFeatures", "PublishProduct", "InstallFinalize"]
    assert max(place, key=place.__getitem__) == "InstallFinalize"
    assert [place[name] for name in order] == sorted(place[name] for name in order)
