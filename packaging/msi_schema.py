"""The tables of an installer package that ours uses, with the columns Microsoft gives them."""

from __future__ import annotations

from msi_database import Row, Table, columns

SCHEMA = {
    "ActionText": "Action! s72 Description L64 Template L128",
    "AdminExecuteSequence": "Action! s72 Condition S255 Sequence I2",
    "AdminUISequence": "Action! s72 Condition S255 Sequence I2",
    "AdvtExecuteSequence": "Action! s72 Condition S255 Sequence I2",
    "AppSearch": "Property! s72 Signature_! s72",
    "Component": (
        "Component! s72 ComponentId S38 Directory_ s72 Attributes i2 Condition S255 KeyPath S72"
    ),
    "Control": (
        "Dialog_! s72 Control! s50 Type s20 X i2 Y i2 Width i2 Height i2 Attributes I4"
        " Property S50 Text L0 Control_Next S50 Help L50"
    ),
    "ControlCondition": "Dialog_! s72 Control_! s50 Action! s50 Condition! s255",
    "ControlEvent": (
        "Dialog_! s72 Control_! s50 Event! s50 Argument! s255 Condition! S255 Ordering I2"
    ),
    "CustomAction": "Action! s72 Type i2 Source S72 Target S255 ExtendedType I4",
    "Dialog": (
        "Dialog! s72 HCentering i2 VCentering i2 Width i2 Height i2 Attributes I4 Title L128"
        " Control_First s50 Control_Default S50 Control_Cancel S50"
    ),
    "Directory": "Directory! s72 Directory_Parent S72 DefaultDir l255",
    "EventMapping": "Dialog_! s72 Control_! s50 Event! s50 Attribute s50",
    "Feature": (
        "Feature! s38 Feature_Parent S38 Title L64 Description L255 Display I2 Level i2"
        " Directory_ S72 Attributes i2"
    ),
    "FeatureComponents": "Feature_! s38 Component_! s72",
    "File": (
        "File! s72 Component_ s72 FileName l255 FileSize i4 Version S72 Language S20"
        " Attributes I2 Sequence i4"
    ),
    "Icon": "Name! s72 Data v0",
    "InstallExecuteSequence": "Action! s72 Condition S255 Sequence I2",
    "InstallUISequence": "Action! s72 Condition S255 Sequence I2",
    "LaunchCondition": "Condition! s255 Description l255",
    "Media": ("DiskId! i2 LastSequence i4 DiskPrompt L64 Cabinet S255 VolumeLabel S32 Source S72"),
    "Property": "Property! s72 Value l0",
    "RadioButton": (
        "Property! s72 Order! i2 Value s64 X i2 Y i2 Width i2 Height i2 Text L64 Help L50"
    ),
    "RegLocator": "Signature_! s72 Root i2 Key s255 Name S255 Type I2",
    "Registry": "Registry! s72 Root i2 Key l255 Name L255 Value L0 Component_ s72",
    "Shortcut": (
        "Shortcut! s72 Directory_ s72 Name l128 Component_ s72 Target s72 Arguments S255"
        " Description L255 Hotkey I2 Icon_ S72 IconIndex I2 ShowCmd I2 WkDir S72"
    ),
    "Signature": (
        "Signature! s72 FileName s255 MinVersion S20 MaxVersion S20 MinSize I4 MaxSize I4"
        " MinDate I4 MaxDate I4 Languages S255"
    ),
    "TextStyle": "TextStyle! s72 FaceName s32 Size i2 Color I4 StyleBits I2",
    "UIText": "Key! s72 Text L255",
    "Upgrade": (
        "UpgradeCode! s38 VersionMin! S20 VersionMax! S20 Language! S255 Attributes! i4"
        " Remove S255 ActionProperty s72"
    ),
}


def table(name: str, rows: list[Row]) -> Table:
    """A table of the schema; cells left off at the end of a row are empty."""
    shape = columns(SCHEMA[name])
    return Table(name, shape, tuple((*row, *[None] * (len(shape) - len(row))) for row in rows))
