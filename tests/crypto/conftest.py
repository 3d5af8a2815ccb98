"""A founded store of the smallest office, shared by the whole room (each slot is one Argon2id)."""

import pytest

from desktop.crypto.founding import FoundedStore
from desktop.crypto.lineage import Lineage, read_lineage
from tests.golden.build import found


@pytest.fixture(scope="session")
def founded() -> FoundedStore:
    return found()


@pytest.fixture(scope="session")
def lineage(founded: FoundedStore) -> Lineage:
    files = [founded.files["directory/000001.json"]]
    return read_lineage(files, pinned_fingerprint=founded.fingerprint)
