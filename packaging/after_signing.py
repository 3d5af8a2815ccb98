"""Renews what was written about a folder before its programs were signed.

``freeze.py`` tells the hash of every file in the bill of materials and in ``<folder>.sha256``;
a signature changes a program file, so both are renewed between signing and the release list.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from frozen_folder import hash_list

BILL = "sbom.cdx.json"


def renew_hashes(folder: Path) -> int:
    """Put today's hashes into the folder's bill and beside the folder; how many were others.

    Raises:
        FileNotFoundError: the bill, or a file that it names, is not there.
    """
    target = folder / BILL
    bill = json.loads(target.read_text(encoding="utf-8"))
    others = sum(_renewed(folder, entry) for entry in _files(bill))
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    shutil.copyfile(target, folder.parent / BILL)
    sums = folder.parent / f"{folder.name}.sha256"
    sums.write_text(hash_list(folder), encoding="utf-8", newline="\n")
    return others


def _files(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The files an entry names, itself or any entry inside it."""
    inside = [*entry.get("components", ())]
    if "metadata" in entry:
        inside.append(entry["metadata"]["component"])
    own = [entry] if entry.get("type") == "file" else []
    return own + [one for part in inside for one in _files(part)]


def _renewed(folder: Path, entry: dict[str, Any]) -> bool:
    with (folder / entry["name"]).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    told = [{"alg": "SHA-256", "content": digest}]
    other: bool = entry["hashes"] != told
    entry["hashes"] = told
    return other
