"""Writes the CycloneDX 1.6 bill of materials of a frozen folder, from what really lies in it.

Packages with the hashes of their locked wheels, libraries inside them with the versions they say
themselves, Rust crates from the packages' own bills, every file with its hash. The same folder
gives the same bill. Runs in the Python that froze the folder (``freeze.py`` calls it).
"""

import base64
import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from embedded import Mark, asked, marks
from frozen_folder import hash_list
from owners import OURS, Installed, Owned, owners
from parts import Part, PartsError, canonical, described
from spdx import may_ship
from stage import Staged
from version_info import COMPANY, PRODUCT, project_version

NAME = "sbom.cdx.json"
# who a library is in the lists of known weaknesses: vendor, product
_CPE = {
    "cpython": ("python", "python"),
    "openssl-cryptography": ("openssl", "openssl"),
    "openssl-sqlcipher3": ("openssl", "openssl"),
    "qt": ("qt", "qt"),
    "sqlcipher": ("zetetic", "sqlcipher"),
    "sqlite": ("sqlite", "sqlite"),
    "expat": ("libexpat_project", "libexpat"),
    "zlib": ("zlib", "zlib"),
    "libjpeg-turbo": ("libjpeg-turbo", "libjpeg-turbo"),
    "libtiff": ("libtiff", "libtiff"),
    "pillow": ("python", "pillow"),
    "cryptography": ("cryptography.io", "cryptography"),
}
_NOT_PACKAGES = {"cpython", "microsoft-vc-runtime", "noto-sans-jp", "noto-serif-jp"}
_EXECUTABLE = (".dll", ".pyd", ".exe", ".so")
# an entry of a package's own bill that another way of asking already answers
_ANSWERED = {"openssl"}

Json = dict[str, Any]


def wheel_hashes(lock: str) -> dict[str, list[str]]:
    """The sha256 of every locked wheel, by canonical package name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.splitlines():
        if pin := re.match(r"([A-Za-z0-9._-]+)==", line):
            name = canonical(pin[1])
        if digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found.setdefault(name, []).append(digest[1])
    return found


def bill(folder: Path, source: Path, staged: Staged, lock: str) -> Json:
    """The bill of a folder frozen from ``source``.

    Raises:
        PartsError: something in the folder belongs to no described part, or may not ship.
    """
    installed = Installed()
    owned = owners(folder, installed)
    parts = described(source, owned.keys() - {OURS})
    look = _Bill(folder, installed, asked(), wheel_hashes(lock))
    components = [look.component(part, owned.get(part.key)) for part in parts]
    told = {(part["name"], part["version"]) for part in components}
    components += [_marked(mark) for mark in _unanswered(folder, told)]
    digest = hashlib.sha256(hash_list(folder).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": _metadata(folder, source, staged, owned[OURS], installed),
        "components": components,
        "dependencies": _dependencies(components),
    }


def write_sbom(folder: Path, source: Path, staged: Staged, lock: str) -> Path:
    """Write the bill into the folder it describes; it names every file but itself."""
    target = folder / NAME
    target.unlink(missing_ok=True)
    text = json.dumps(bill(folder, source, staged, lock), ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    return target


def _metadata(
    folder: Path, source: Path, staged: Staged, ours: Owned, installed: Installed
) -> Json:
    return {
        "timestamp": datetime.fromtimestamp(staged.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tools": {
            "components": [
                {
                    "type": "application",
                    "name": "pyinstaller",
                    "version": installed.packages["pyinstaller"].version,
                }
            ]
        },
        "component": {
            "type": "application",
            "bom-ref": OURS,
            "name": PRODUCT,
            "version": project_version(source),
            "supplier": {"name": COMPANY},
            "licenses": [{"expression": "Apache-2.0"}],
            "properties": [{"name": "kuracho:build", "value": staged.build}],
            "components": [_file(folder, place) for place in ours.files],
        },
    }


@dataclass(frozen=True, slots=True)
class _Bill:
    """What every entry is made from."""

    folder: Path
    installed: Installed
    versions: Mapping[str, str]
    wheels: Mapping[str, list[str]]

    def component(self, part: Part, owned: Owned | None) -> Json:
        """The entry of one part, its files and crates inside it."""
        package = self.installed.packages.get(part.key)
        version = package.version if package else self.versions.get(part.key, part.version)
        if not part.told_at_run_time and version != part.version:
            problem = f"{part.key} is {version}, the table of parts says {part.version}"
            raise PartsError(problem)
        name = part.key if package else part.key.removesuffix(f"-{part.inside}")
        found: Json = {
            "type": "library",
            "bom-ref": part.key,
            "name": name,
            "version": version,
            "licenses": [{"expression": part.licence}],
        }
        if part.key in _CPE:
            vendor, product = _CPE[part.key]
            found["cpe"] = f"cpe:2.3:a:{vendor}:{product}:{version}:*:*:*:*:*:*:*"
        if part.key not in _NOT_PACKAGES:
            found["purl"] = f"pkg:{'pypi' if package else 'generic'}/{name}@{version}"
        if properties := self._properties(part):
            found["properties"] = properties
        nested = [_file(self.folder, place) for place in owned.files] if owned else []
        nested += crates_of(part.key, self.installed)
        if nested:
            found["components"] = nested
        return found

    def _properties(self, part: Part) -> list[Json]:
        if part.inside:
            return [{"name": "kuracho:inside", "value": part.inside}]
        return [
            {"name": "kuracho:locked-wheel-sha256", "value": digest}
            for digest in self.wheels.get(part.key, ())
        ]


def _file(folder: Path, place: str) -> Json:
    content = (folder / place).read_bytes()
    return {
        "type": "file",
        "bom-ref": f"file:{place}",
        "name": place,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
    }


def crates_of(key: str, installed: Installed) -> Iterator[Json]:
    """The Rust crates a package says are in it."""
    package = installed.packages.get(key)
    seen = set()
    for path in sorted((package.files or ()) if package else ()):
        if not path.as_posix().endswith(".json") or "/sboms/" not in path.as_posix():
            continue
        told = json.loads(path.read_text(encoding="utf-8"))
        for entry in told.get("components", ()):
            purl = str(entry.get("purl", "")).split("?")[0]
            if not purl.startswith("pkg:cargo/") or purl in seen or entry["name"] in _ANSWERED:
                continue
            seen.add(purl)
            yield {
                "type": "library",
                "bom-ref": f"{key}:{purl}",
                "name": entry["name"],
                "version": entry["version"],
                "licenses": [{"expression": crate_licence(entry)}],
                "purl": purl,
            }


def crate_licence(entry: Json) -> str:
    """The licence of an entry of a package's own bill, as an expression.

    Raises:
        PartsError: it has none that may ship.
    """
    said = (entry.get("licenses") or [{}])[0]
    licence = said.get("license", {})
    expression = said.get("expression") or licence.get("id") or ""
    text = base64.b64decode(licence.get("text", {}).get("content", ""))
    if text.startswith(b"UNICODE LICENSE V3"):
        expression = "Unicode-3.0"
    if not expression or not may_ship(expression):
        problem = f"{entry['name']} {entry['version']} may not ship under {expression or 'nothing'}"
        raise PartsError(problem)
    return " ".join(expression.split())


def _unanswered(folder: Path, told: set[tuple[str, str]]) -> list[Mark]:
    """What files say is in them and no part accounts for; the same library of one version once."""
    files = (
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (path.suffix in _EXECUTABLE or ".so." in path.name)
    )
    return [mark for mark in marks(files) if (mark.name, mark.version) not in told]


def _marked(mark: Mark) -> Json:
    return {
        "type": "library",
        "bom-ref": f"{mark.name}@{mark.version}:{mark.file}",
        "name": mark.name,
        "version": mark.version,
        "purl": f"pkg:generic/{mark.name}@{mark.version}",
        "evidence": {"occurrences": [{"location": mark.file}]},
    }


def _dependencies(components: Iterable[Json]) -> list[Json]:
    inside: dict[str, list[str]] = {}
    top = []
    for component in components:
        carriers = [
            entry["value"]
            for entry in component.get("properties", ())
            if entry["name"] == "kuracho:inside"
        ]
        for carrier in carriers:
            inside.setdefault(carrier, []).append(component["bom-ref"])
        if not carriers:
            top.append(component["bom-ref"])
    told = [{"ref": OURS, "dependsOn": sorted(top)}]
    return told + [{"ref": ref, "dependsOn": sorted(refs)} for ref, refs in sorted(inside.items())]
