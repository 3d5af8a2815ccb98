"""Brings a store up and says each step before it goes on, so that it can be killed there."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from desktop.store.engine import OpenKey, OpenPolicy
from desktop.store.rehearsal import Files, rehearse
from tests.store.makers import KEY
from tests.store.older import THIRD


def main(folder: Path, public: bytes) -> None:
    def say(percent: int) -> bool:
        sys.stdout.write(f"{percent}\n")
        sys.stdout.flush()
        return sys.stdin.readline() == "on\n"

    files = Files(folder, "ledger-1.db", "ledger-2.db", OpenKey(KEY), OpenPolicy())
    rehearse(files, THIRD, datetime.now(UTC), lambda _kid, _at: public, say)


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
