"""The bill of materials: valid CycloneDX 1.6, complete, and the same for the same folder."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cyclonedx.schema
import fastjsonschema
import owners
import parts
import pytest
import sbom
from embedded import Mark, asked, marks, never_compiled_in
from stage import Staged

PROJECT = Path(__file__).resolve().parents[2]
SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
STAGED = Staged("source", "0" * 40, 1_790_000_000, "0.1.0+000000000000", None)
LOCK = (PROJECT / "requirements" / "linux-py311.txt").read_text("utf-8")
LIBRARIES = ("sqlcipher3", "cryptography", "pyrage")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real libraries of this Python in the places a frozen folder has them."""
    root = tmp_path_factory.mktemp("frozen") / "Kuracho"
    internal = root / "_internal"
    installed = owners.Installed()
    for key in LIBRARIES:
        for path in installed.packages[key].files or ():
            if path.suffix in {".so", ".pyd"}:
                target = internal / path.as_posix()
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path.locate(), target)
    (internal / "base_library.zip").write_bytes(b"PK")
    (internal / "resources" / "fonts").mkdir(parents=True)
    (internal / "resources" / "style.qss").write_bytes(b"x")
    (internal / "resources" / "fonts" / "NotoSansJP-Bold.ttf").write_bytes(b"x")
    return root


@pytest.fixture(scope="module")
def bill(folder: Path) -> dict[str, Any]:
    return sbom.bill(folder, PROJECT, STAGED, LOCK)


def every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from every(component.get("components", []))


def test_the_bill_keeps_to_the_published_schema(bill: dict[str, Any]) -> None:
    def schema(url: str) -> dict[str, Any]:
        name = url.rsplit("/", 1)[1].replace("SNAPSHOT.schema", "schema")
        stem = name.removesuffix(".schema.json")
        text = (SCHEMAS / f"{stem}.SNAPSHOT.schema.json").read_text("utf-8")
        return dict(json.loads(text))

    check = fastjsonschema.compile(
        schema("x/bom-1.6.schema.json"), handlers={"http": schema}, use_default=False
    )

    check(bill)
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({**bill, "components": [{"name": "without a type"}]})


def test_every_file_is_in_it_with_its_hash(bill: dict[str, Any], folder: Path) -> None:
    told = {
        one["name"]: one["hashes"][0]["content"]
        for one in every([bill["metadata"]["component"], *bill["components"]])
        if one["type"] == "file"
    }

    assert told == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_libraries_inside_say_their_versions_and_are_known_to_lists_of_weaknesses(
    bill: dict[str, Any],
) -> None:
    found = {one["bom-ref"]: one for one in bill["components"]}

    inside = found["openssl-sqlcipher3"]
    assert inside["name"] == "openssl"
    assert inside["version"] == asked()["openssl-sqlcipher3"]
    assert inside["cpe"] == f"cpe:2.3:a:openssl:openssl:{inside['version']}:*:*:*:*:*:*:*"
    assert inside["purl"] == f"pkg:generic/openssl@{inside['version']}"
    assert found["sqlcipher"]["version"].startswith("4.")
    assert found["cryptography"]["purl"].startswith("pkg:pypi/cryptography@")
    links = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert links["sqlcipher3"] == ["openssl-sqlcipher3", "sqlcipher", "sqlite"]
    assert "pyrage" in links["kuracho"]


def test_packages_carry_the_hashes_of_their_locked_wheels_and_their_crates(
    bill: dict[str, Any],
) -> None:
    pyrage = next(one for one in bill["components"] if one["bom-ref"] == "pyrage")

    digests = {one["value"] for one in pyrage["properties"]}
    assert digests
    assert all(f"--hash=sha256:{digest}" in LOCK for digest in digests)
    crates = {one["name"] for one in pyrage["components"] if one["type"] == "library"}
    assert {"age", "chacha20poly1305"} <= crates
    refs = [one["bom-ref"] for one in every(bill["components"])]
    assert len(refs) == len(set(refs))


def test_the_same_folder_gives_the_same_bill_and_another_one_another_number(
    bill: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Kuracho"
    shutil.copytree(folder, other)
    assert sbom.bill(other, PROJECT, STAGED, LOCK) == bill

    (other / "_internal" / "resources" / "style.qss").write_bytes(b"y")

    assert sbom.bill(other, PROJECT, STAGED, LOCK)["serialNumber"] != bill["serialNumber"]


def test_a_file_that_belongs_to_no_part_stops_the_build(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "Kuracho"
    shutil.copytree(folder, other)
    (other / "_internal" / "stray.dll").write_bytes(b"MZ")

    with pytest.raises(parts.PartsError, match=r"belongs to no part: _internal/stray\.dll"):
        sbom.bill(other, PROJECT, STAGED, LOCK)


def test_versions_are_read_in_the_bytes_too() -> None:
    content = b"..OpenSSL 3.6.0 1 Oct 2025\0 inflate 1.3.2 Copyright 1995\0\x0010.49 2026-01-01\0"

    assert list(marks([("a.dll", content)])) == [
        Mark("openssl", "3.6.0", "a.dll"),
        Mark("pcre2", "10.49", "a.dll"),
        Mark("zlib", "1.3.2", "a.dll"),
    ]
    assert list(marks([("b.dll", b"no version here")])) == []


def test_pillow_was_built_without_its_gpl_part() -> None:
    assert never_compiled_in() == []
