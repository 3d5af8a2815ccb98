"""Golden files of the transfer room: ``python -m tests.transfer.golden`` writes what is missing.

``repeatable`` is the same bytes for ever; ``once`` holds a package, whose encryption has a fresh
key inside: it was made once and must stay readable for ever.
"""

from datetime import timedelta
from pathlib import Path

from desktop.crypto import signing
from desktop.domain.audit import Checkpoint, Head
from desktop.domain.packages import MANIFEST_TYPE, Receipt, manifest_sha256
from desktop.domain.request_document import REQUEST_TYPE
from desktop.transfer.container import head_bytes
from desktop.transfer.pack import Sealed, build_manifest
from desktop.transfer.receipts import make_receipt
from tests.transfer.units import (
    NOW,
    Plan,
    approval_of,
    package,
    payload_of,
    request_of,
    seed,
    unit,
)

FILES = Path(__file__).parent.parent / "golden" / "transfer"


def golden_plan() -> Plan:
    """The exchange all golden files are of; its sender's directory has two versions."""
    return Plan(unit("子育て", 0, 1, 2).next_version(), unit("福祉", 1))


def repeatable() -> dict[str, bytes]:
    """Request, manifest, package head, card, receipt and both parts."""
    plan = golden_plan()
    payload, request = payload_of(), request_of(plan)
    request_sd = signing.sign_json(REQUEST_TYPE, request.to_json(), [plan.sender.keys["clerk"]])
    sealed = Sealed(seed("ciphertext"), 12_345)
    manifest = build_manifest(request_sd, request, sealed, approval_of(plan))
    manifest_sd = signing.sign_json(MANIFEST_TYPE, manifest.to_json(), [plan.sender.keys["boss"]])
    inner = payload.inner(
        request_id=request.request_id,
        nonce=request.nonce,
        recipients=request.recipients,
        policy_version=1,
    )
    store = plan.receiver.directory.store
    point = Checkpoint(store, seed("r", "log").hex()[:32], Head(7, seed("r", "head")), NOW, 1)
    receipt = Receipt(
        manifest.package_id,
        manifest.from_store,
        store,
        plan.receiver.rid,
        NOW + timedelta(hours=1),
        3,
        manifest_sha256(manifest_sd),
        point,
    )
    return {
        "request.json": request_sd,
        "manifest.json": manifest_sd,
        "package-head.kura": head_bytes(manifest_sd, plan.sender.files),
        "inner.json": inner.canonical,
        "form.json": b"".join(payload.parts[0].chunks()),
        "records.csv": b"".join(payload.parts[1].chunks()),
        "card.kuracard": plan.sender.card(),
        "receipt.json": make_receipt(receipt, plan.receiver.keys["clerk2"]),
    }


def once() -> dict[str, bytes]:
    """One whole package."""
    return {"package.kura": package(golden_plan())}


def main() -> None:
    """Write what is missing; a changed format needs a new name, not a new content."""
    FILES.mkdir(parents=True, exist_ok=True)
    for name, content in {**repeatable(), **once()}.items():
        path = FILES / name
        if not path.exists():
            path.write_bytes(content)


if __name__ == "__main__":
    main()
