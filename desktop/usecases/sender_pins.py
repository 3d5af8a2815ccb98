"""Units this store accepts packages from: the newest verified directory version of each."""

from desktop.crypto.signing import payload_unverified
from desktop.domain import cj1
from desktop.domain.directory import DIRECTORY_TYPE, Directory
from desktop.store.transactions import ReadTx, WriteTx
from desktop.transfer.senders import SenderPin


def pins(tx: ReadTx | WriteTx) -> dict[str, SenderPin]:
    """Store id → the pin the next package is checked against."""
    found = {}
    for store in tx.packages.senders():
        document = tx.packages.pinned(store)[-1]
        version = directory_of(SenderPin(store, 0, document)).version
        found[store] = SenderPin(store, version, document)
    return found


def directory_of(pin: SenderPin) -> Directory:
    """What a pinned version says; it was verified before it was pinned."""
    return Directory.from_json(cj1.decode(payload_unverified(pin.document, DIRECTORY_TYPE)))
