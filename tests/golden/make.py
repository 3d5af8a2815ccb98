"""Writes the golden files: ``python -m tests.golden.make``. Files that exist are left alone."""

from pathlib import Path

from tests.golden.build import once, repeatable

FILES = Path(__file__).parent / "files"


def main() -> None:
    """Write what is missing; a changed format needs a new name, not a new content."""
    for name, content in {**repeatable(), **once()}.items():
        path = FILES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(content)


if __name__ == "__main__":
    main()
