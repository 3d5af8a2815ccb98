"""What may ship: decided from the licence expression, for every part and every crate."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import licences
import parts
import pytest
import sbom
from hypothesis import given
from hypothesis import strategies as st
from spdx import LESSER, PERMISSIVE, LicenceError, may_ship

PROJECT = Path(__file__).resolve().parents[2]
FREE = st.sampled_from(sorted(PERMISSIVE | LESSER))
BOUND = st.sampled_from(
    ["GPL-2.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "SSPL-1.0", "Nobody-1"]
)


@pytest.mark.parametrize(
    "expression",
    [
        "MIT",
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        "GPL-2.0-or-later WITH Bootloader-exception",
        "Apache-2.0  OR  MIT",
        "MIT AND (MIT AND PSF-2.0)",
    ],
)
def test_a_notice_a_lesser_copyleft_or_a_choice_with_one_of_them_may_ship(expression: str) -> None:
    assert may_ship(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "GPL-3.0-only",
        "GPL-2.0-or-later",
        "AGPL-3.0-or-later",
        "MIT AND GPL-3.0-only",
        "(MIT OR GPL-2.0-only) AND GPL-3.0-or-later",
        "GPL-3.0-only WITH Classpath-exception-2.0",
        "GPL-3.0-only WITH Bootloader-exception",
        "Beerware",
    ],
)
def test_gpl_without_its_exception_or_an_unread_licence_may_not_ship(expression: str) -> None:
    assert not may_ship(expression)


@pytest.mark.parametrize(
    "expression", ["", "MIT OR", "(MIT", "MIT)", "MIT Apache-2.0", "OR", "MIT;"]
)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(LicenceError):
        may_ship(expression)


@given(FREE, BOUND)
def test_or_lets_us_choose_and_and_does_not(free: str, bound: str) -> None:
    assert may_ship(f"{bound} OR {free}")
    assert may_ship(f"{free} OR {bound}")
    assert not may_ship(f"{free} AND {bound}")
    assert not may_ship(f"({bound}) AND ({free})")


def test_a_part_under_the_gpl_stops_the_licence_file() -> None:
    table = parts.read_parts(PROJECT)
    licences.require_may_ship(table)

    bad = replace(table[3], licence="GPL-3.0-only")

    with pytest.raises(parts.PartsError, match=f"{bad.name} is under GPL-3.0-only"):
        licences.require_may_ship((*table, bad))


def crate(**licence: object) -> dict[str, object]:
    return {"name": "crate", "version": "1.0.0", "licenses": [licence]}


def test_a_crate_says_its_licence_as_expression_name_or_text() -> None:
    text = base64.b64encode(b"UNICODE LICENSE V3\n...").decode()

    assert sbom.crate_licence(crate(expression="MIT  OR  Zlib")) == "MIT OR Zlib"
    assert sbom.crate_licence(crate(license={"id": "MIT"})) == "MIT"
    unnamed = crate(license={"name": "Unknown", "text": {"content": text}})
    assert sbom.crate_licence(unnamed) == "Unicode-3.0"


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "crate", "version": "1.0.0"},
        crate(expression="GPL-3.0-only"),
        crate(license={"name": "Unknown", "text": {"content": "WW91IG1heSBub3Q="}}),
    ],
)
def test_a_crate_without_a_licence_that_may_ship_is_named(entry: dict[str, object]) -> None:
    with pytest.raises(parts.PartsError, match=r"crate 1\.0\.0 may not ship"):
        sbom.crate_licence(entry)


def test_the_table_of_parts_is_what_the_locks_and_the_installed_code_say() -> None:
    table = parts.read_parts(PROJECT)

    fresh = parts.renewed(table, parts.locked(PROJECT), parts.versions_inside(PROJECT))

    assert fresh == table, "run packaging/parts.py"
    assert json.loads((PROJECT / parts.PARTS).read_text("utf-8"))["v"] == 1


def test_a_package_nobody_described_and_a_part_nobody_locked_are_named() -> None:
    table = parts.read_parts(PROJECT)
    lock, inside = parts.locked(PROJECT), parts.versions_inside(PROJECT)

    with pytest.raises(parts.PartsError, match="newcomer"):
        parts.renewed(table, {**lock, "newcomer": "1.0"}, inside)
    with pytest.raises(parts.PartsError, match="xlrd"):
        parts.renewed(table, {k: v for k, v in lock.items() if k != "xlrd"}, inside)


def test_every_given_text_lies_there_and_every_reference_leads_to_a_part_with_a_text() -> None:
    table = {part.key: part for part in parts.read_parts(PROJECT)}
    names = {part.name for part in table.values()}

    for key, files in licences._GIVEN.items():  # noqa: SLF001 - the table itself
        assert key in table
        assert all((licences.TEXTS / name).stat().st_size > 200 for name in files)
    for key, other in licences._SEE.items():  # noqa: SLF001
        assert key in table
        assert any(other.startswith(name) for name in names)
