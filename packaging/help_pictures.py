"""Copies chosen pictures of the tour into the manual: scaled down, few colours, no metadata.

``make help-pictures`` drives the tour first. Run it when a screen has changed its look; the
pictures are committed. What the tour no longer takes is named, and nothing is written.
"""

import argparse
import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).resolve().parent.parent / "resources" / "help" / "pictures"
WIDTH = 1366
COLOURS = 256
LIMIT = 2 * 1024 * 1024
CHOSEN = {
    "first-start": "first-start",
    "founding-sheets": "founding-sheets",
    "founding-fingerprint": "founding-fingerprint",
    "signin": "sign-in",
    "today": "today-supervisor",
    "import-shape": "import-shape",
    "import-trial": "import-trial",
    "ledger": "ledger-search-2",
    "record": "record-changed",
    "record-confirm": "record-confirm",
    "export-summary": "export-summary",
    "release": "release-ask",
    "approval": "approval-review",
    "recipients": "units-recipients",
    "receive": "receive-arrival",
    "audit": "audit",
}
"""Name in the manual → name in the tour, without its number and scale."""


def chosen(tour: Path) -> dict[str, Path]:
    """The double-size picture of the tour for each name in the manual.

    Raises:
        FileNotFoundError: the tour took none of that name.
    """
    taken = {
        re.sub(r"^\d+-|@200$", "", picture.stem): picture
        for picture in sorted(tour.glob("[0-9][0-9]*-*@200.png"))
    }
    missing = sorted(set(CHOSEN.values()) - set(taken))
    if missing:
        raise FileNotFoundError(str(tour), *missing)
    return {name: taken[there] for name, there in CHOSEN.items()}


def small(picture: Path) -> bytes:
    """The picture as a small PNG of few colours."""
    with Image.open(picture) as opened:
        shown = opened.convert("RGB")
    height = round(shown.height * WIDTH / shown.width)
    scaled = shown.resize((WIDTH, height), Image.Resampling.LANCZOS)
    few = scaled.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    written = BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


def copy_pictures(tour: Path, target: Path = PICTURES) -> int:
    """Write every chosen picture into ``target``; the bytes written.

    Raises:
        ValueError: together they are larger than the manual may carry; nothing is written.
    """
    made = {name: small(picture) for name, picture in chosen(tour).items()}
    size = sum(map(len, made.values()))
    if size > LIMIT:
        raise ValueError(size, LIMIT)
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.png"):
        old.unlink()
    for name, content in made.items():
        (target / f"{name}.png").write_bytes(content)
    return size


def main() -> int:
    """Copy from the tour named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tour", type=Path, nargs="?", default=Path("build/tour"))
    asked = parser.parse_args()
    size = copy_pictures(asked.tour)
    print(f"{len(CHOSEN)} pictures, {size:,} bytes, in {PICTURES}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
