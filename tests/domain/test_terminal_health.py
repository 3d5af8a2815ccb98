"""What a fact about a computer means, and that every finding has its words."""

import itertools
from dataclasses import fields, replace
from datetime import date

import pytest

from desktop.domain.terminal_facts import (
    Clipboards,
    Clock,
    DiskCipher,
    PageFile,
    Profile,
    Removable,
    ScreenSize,
    StorePlace,
    SystemVersion,
    TerminalFacts,
)
from desktop.domain.terminal_health import CHECKS, GIB, HealthRow, Mark, examine
from desktop.domain.windows_support import supported_until
from desktop.ui.messages import health as words

TODAY = date(2026, 11, 25)
WINDOWS = SystemVersion("Windows 11 Enterprise 25H2", 26200, "Enterprise")
FIT = TerminalFacts(
    system=WINDOWS,
    hardening=("a", "b"),
    wanted_hardening=("a", "b"),
    memory_bytes=16 * GIB,
    free_bytes=100 * GIB,
    disk=DiskCipher.ON,
    page_file=PageFile.PLAIN,
    hibernates=False,
    dumps=False,
    clipboard=Clipboards.DENIED,
    removable=Removable.LIMITED,
    clock=Clock.SYNCED,
    screen_lock_seconds=600,
    elevated=False,
    place=StorePlace.GUARDED,
    profile=Profile.KEPT,
    screen=ScreenSize(1920, 1080, 100),
)
CHOICES: dict[str, tuple[object, ...]] = {
    "system": (
        *(WINDOWS, SystemVersion("Linux"), replace(WINDOWS, build=99_999)),
        *(replace(WINDOWS, build=build, edition="Professional") for build in (19045, 22000, 26100)),
    ),
    "hardening": (("a", "b"), ("a",), ()),
    "memory_bytes": (None, GIB, 4 * GIB, 8 * GIB),
    "free_bytes": (None, GIB, 10 * GIB, 90 * GIB),
    "disk": (None, *DiskCipher),
    "page_file": (None, *PageFile),
    "hibernates": (None, True, False),
    "dumps": (None, True, False),
    "clipboard": (None, *Clipboards),
    "removable": (None, *Removable),
    "clock": (None, *Clock),
    "screen_lock_seconds": (None, 0, 30, 600, 3600),
    "elevated": (None, True, False),
    "place": (None, *StorePlace),
    "profile": (None, *Profile),
    "screen": (None, ScreenSize(1920, 1080, 100), ScreenSize(1093, 614, 125)),
}


def row(check: str, **facts: object) -> HealthRow:
    found = examine(replace(FIT, **facts), TODAY)  # type: ignore[arg-type] # by name, as given
    return next(one for one in found if one.check == check)


def test_a_fit_terminal_is_green_throughout() -> None:
    assert {one.mark for one in examine(FIT, TODAY)} == {Mark.GOOD}


def test_of_a_computer_that_tells_nothing_nothing_is_called_good_but_its_hardening() -> None:
    silent = TerminalFacts(SystemVersion("Linux"), (), ("a",))

    marks = {one.check: one.mark for one in examine(silent, TODAY)}

    assert marks.pop("hardening") is Mark.CARE
    assert set(marks.values()) == {Mark.UNKNOWN}


@pytest.mark.parametrize(
    ("check", "facts", "mark"),
    [
        ("disk", {"disk": DiskCipher.OFF}, Mark.BAD),
        ("disk", {"disk": DiskCipher.PARTLY}, Mark.CARE),
        ("page_file", {"disk": DiskCipher.OFF}, Mark.BAD),
        ("page_file", {"disk": DiskCipher.OFF, "page_file": PageFile.CLEARED}, Mark.GOOD),
        ("hibernation", {"hibernates": True}, Mark.CARE),
        ("hibernation", {"hibernates": True, "disk": DiskCipher.OFF}, Mark.BAD),
        ("dumps", {"dumps": True}, Mark.BAD),
        ("clipboard", {"clipboard": Clipboards.ON}, Mark.BAD),
        ("removable", {"removable": Removable.UNSET}, Mark.CARE),
        ("clock", {"clock": Clock.INTERNET}, Mark.CARE),
        ("screen_lock", {"screen_lock_seconds": 0}, Mark.BAD),
        ("screen_lock", {"screen_lock_seconds": 1800}, Mark.CARE),
        ("place", {"place": StorePlace.OPEN}, Mark.BAD),
        ("place", {"place": StorePlace.ALONE}, Mark.CARE),
        ("place", {"place": StorePlace.OUTSIDE}, Mark.CARE),
        ("profile", {"profile": Profile.FORGETFUL}, Mark.BAD),
        ("space", {"free_bytes": GIB}, Mark.BAD),
        ("memory", {"memory_bytes": 4 * GIB}, Mark.CARE),
        ("screen", {"screen": ScreenSize(1093, 614, 125)}, Mark.CARE),
        ("hardening", {"hardening": ("a",)}, Mark.CARE),
    ],
)
def test_what_is_missing_is_marked(check: str, facts: dict[str, object], mark: Mark) -> None:
    assert row(check, **facts).mark is mark


def test_a_version_that_is_no_longer_mended_is_red_half_a_year_before_it_is_yellow() -> None:
    ten = SystemVersion("Windows 10 Pro 22H2", 19045, "Professional")
    pro = SystemVersion("Windows 11 Pro 25H2", 26200, "Professional")

    assert row("system", system=ten).mark is Mark.BAD
    assert row("system", system=pro).number.endswith("令和9年10月12日")
    assert examine(replace(FIT, system=pro), date(2027, 6, 1))[12].mark is Mark.CARE


def test_long_term_and_office_editions_have_days_of_their_own() -> None:
    assert supported_until(26100, "EnterpriseS") == date(2029, 10, 9)
    assert supported_until(26100, "Enterprise") == date(2027, 10, 12)
    assert supported_until(26100, "Professional") == date(2026, 10, 13)
    assert supported_until(99_999, "Professional") is None
    assert (supported_until(10240, "Professional") or TODAY) < date(2000, 1, 1)


def test_every_finding_of_every_check_has_its_words_and_no_words_are_left_over() -> None:
    assert set(CHOICES) == {field.name for field in fields(TerminalFacts)} - {"wanted_hardening"}
    seen = set()
    for name, choices in CHOICES.items():
        for choice, disk in itertools.product(choices, (DiskCipher.ON, DiskCipher.OFF)):
            for one in examine(replace(FIT, **{"disk": disk, name: choice}), TODAY):  # type: ignore[arg-type]
                said = words.told(one.check, one.case, one.number, one.mark)
                assert "{" not in "".join(said)
                assert words.MARKS[one.mark]
                seen.add((one.check, one.case))

    assert {pair for pair in seen if pair[1] != "unknown"} == set(words.CASES)
    assert set(words.CHECKS) == set(CHECKS)
