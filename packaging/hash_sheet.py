"""Makes ``SHA256SUMS`` and ``SHA256.pdf``, the sheet that travels apart from the medium.

python packaging/hash_sheet.py --out build/windows --version 0.1.0 --build B FILE ...
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from signing import certificate_facts
from test_ca import MARK

from desktop.domain.wareki import format_wareki
from desktop.paper import wording
from desktop.paper.draw import Imprint
from desktop.paper.fonts import Fonts
from desktop.paper.hash_sheet import HashedFile, HashSheet, draw_hash_sheet

PROJECT = Path(__file__).resolve().parent.parent
SHEET, SUMS = "SHA256.pdf", "SHA256SUMS"
_JAPAN = timezone(timedelta(hours=9))


def hashed(path: Path) -> HashedFile:
    """The facts of one file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return HashedFile(path.name, path.stat().st_size, digest.hexdigest())


def write_hash_sheet(  # noqa: PLR0913  # facts of one delivery
    files: Sequence[Path],
    out: Path,
    *,
    version: str,
    build: str,
    epoch: int,
    signer: str = "",
    thumbprint: str = "",
) -> tuple[Path, Path]:
    """Write both into ``out`` (the sheet, the sums); the same files give the same bytes.

    ``signer`` is the common name of the certificate; one made by ``test_ca`` is told as such.
    """
    found = tuple(hashed(path) for path in files)
    made = datetime.fromtimestamp(epoch, UTC)
    trial = MARK in signer
    mark = wording.HASH_TEST_MARK if trial else wording.HASH_MARK
    imprint = Imprint(mark, wording.PROGRAM, "", made, build)
    sheet = HashSheet(
        imprint=imprint,
        product=f"{wording.PROGRAM} {version}",
        build=build,
        made_on=format_wareki(made.astimezone(_JAPAN).date()),
        signer=signer,
        thumbprint=thumbprint,
        files=found,
        trial=trial,
    )
    out.mkdir(parents=True, exist_ok=True)
    paper, sums = out / SHEET, out / SUMS
    fonts = Fonts.load(PROJECT / "resources" / "fonts")
    paper.write_bytes(draw_hash_sheet(sheet, fonts).pdf)
    # the form of sha256sum: two spaces, then the name
    sums.write_text("".join(f"{one.sha256}  {one.name}\n" for one in found), "utf-8", newline="\n")
    return paper, sums


def main() -> None:
    """Make both from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("build/windows"))
    parser.add_argument("--version", required=True)
    parser.add_argument("--build", default="source")
    parser.add_argument("--certificate", type=Path, help="PEM of the signer")
    parser.add_argument("--epoch", type=int, default=int(os.environ.get("SOURCE_DATE_EPOCH", "0")))
    asked = parser.parse_args()
    signer, thumbprint = certificate_facts(asked.certificate) if asked.certificate else ("", "")
    made = write_hash_sheet(
        asked.files, asked.out, version=asked.version, build=asked.build, epoch=asked.epoch,
        signer=signer, thumbprint=thumbprint,
    )  # fmt: skip
    print(*made, sep="\n")


if __name__ == "__main__":
    main()
