"""Makes the manuals as PDF, to lie beside the installer: 導入の手引き.pdf and 使い方の手引き.pdf.

The same text that F1 shows in the program, with the tables of the program itself.
"""

import argparse
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from desktop import __version__  # noqa: E402 - a script: the project is put on the path first
from desktop.domain.manual import Book, Picture, walk  # noqa: E402
from desktop.paper.fonts import Fonts  # noqa: E402
from desktop.paper.manual import draw_manual  # noqa: E402
from desktop.ui.screens.help.tables import tables  # noqa: E402
from desktop.usecases.manual import picture, read_manual  # noqa: E402


def make_manuals(
    out: Path, version: str = __version__, resources: Path | None = None
) -> list[Path]:
    """Write every book into ``out``, named by its title; the files written.

    Raises:
        ValueError: a sign of the text is in no shipped font, and would be printed as another.
    """
    found = PROJECT / "resources" if resources is None else resources
    fonts = Fonts.load(found / "fonts")
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for book in read_manual(found, tables()).books:
        paper = draw_manual(book, version, _pictures(found, book), fonts)
        if paper.substituted:
            raise ValueError(book.key, *(one.code_points for one in paper.substituted))
        target = out / f"{book.title}.pdf"
        target.write_bytes(paper.pdf)
        written.append(target)
    return written


def _pictures(resources: Path, book: Book) -> dict[str, bytes]:
    names = {
        block.name
        for chapter in book.chapters
        for block in walk(chapter.blocks)
        if isinstance(block, Picture)
    }
    return {name: picture(resources, name).read_bytes() for name in sorted(names)}


def main() -> int:
    """Make them where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "windows")
    parser.add_argument("--version", default=__version__)
    asked = parser.parse_args()
    for file in make_manuals(asked.out, asked.version):
        print(f"{file}  {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
