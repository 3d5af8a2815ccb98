"""Saves records until it is killed and says each one's name after its commit returned."""

import sys
from pathlib import Path

from desktop.store.transactions import Store
from tests.store.makers import DOGS, KEY, Clerk, dog


def main(folder: Path) -> None:
    clerk, number = Clerk(), 0
    store = Store.open(folder, KEY)
    while True:
        number += 1
        with store.write(clerk) as tx:
            made = tx.records.register(DOGS, dog(number))
        with store.write(clerk) as tx:
            tx.records.correct(made.uid, made.revision, dog(number, biko="訂正"), "理由")
        sys.stdout.write(made.uid + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
