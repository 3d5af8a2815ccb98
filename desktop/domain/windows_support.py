"""Until when Microsoft mends a version of Windows, as Microsoft published it by late 2026."""

from datetime import date

_ENTERPRISE = ("Enterprise", "Education")
_LONG_TERM = ("EnterpriseS", "EnterpriseSN", "IoTEnterpriseS")

_GENERAL = {
    19045: date(2025, 10, 14),
    22000: date(2023, 10, 10),
    22621: date(2024, 10, 8),
    22631: date(2025, 11, 11),
    26100: date(2026, 10, 13),
    26200: date(2027, 10, 12),
}
_OFFICES = _GENERAL | {
    22000: date(2024, 10, 8),
    22621: date(2025, 10, 14),
    22631: date(2026, 11, 10),
    26100: date(2027, 10, 12),
    26200: date(2028, 10, 10),
}
_LONG = {
    14393: date(2026, 10, 13),
    17763: date(2029, 1, 9),
    19044: date(2027, 1, 12),
    26100: date(2029, 10, 9),
}


def supported_until(build: int, edition: str) -> date | None:
    """The last day on which faults of this version are mended.

    An older one that is not in the table ended long ago; None for one newer than the table.
    """
    table = _GENERAL
    if edition in _LONG_TERM:
        table = _LONG
    elif edition.startswith(_ENTERPRISE):
        table = _OFFICES
    return table.get(build, None if build > max(_GENERAL) else date.min)
