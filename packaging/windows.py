"""``make windows``: the signed program and its installer, made, installed, exercised and proven.

On Windows everything is done there; elsewhere the Windows parts run under Wine. Without
``--certificate`` and ``--release-key`` a throw-away test CA and key sign, marked 試験用: such a
build shows that the road is whole and is given to nobody. The rows are left in ``report.json``.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import delivery
import proof
from after_signing import renew_hashes
from contents import check as check_contents
from frozen_proof import prove_frozen
from hash_sheet import write_hash_sheet
from install_proof import prove_install
from manual import make_manuals
from msi import build_msi
from release_list import make_release, new_key, public_hex, read_key
from report import Row, table, write
from signing import (
    Identity,
    certificate_facts,
    knows,
    sign_file,
    sign_folder,
)
from stage import PROJECT, Staged, changed_files, stage
from suite_on_windows import run_suite
from test_ca import make_test_ca
from update_package import make_package, notice_for
from windows_python import WINDOWS, WindowsPython, default_place
from zip_folder import zip_folder

from desktop import __version__

MEGABYTE = 1_000_000
MSI_BAR = 80


@dataclass(frozen=True)
class Order:
    """What was asked: where to, whose keys, and how much of the proof."""

    out: Path
    identity: Identity
    certificate: Path
    root: Path | None
    maker: str
    release_key: Path
    working_tree: bool
    suite: bool


@dataclass(frozen=True)
class Product:
    """What is made, as far as it is made."""

    staged: Staged
    folder: Path
    msi: Path
    archive: Path


def main() -> int:
    """Make and prove it; 0 if every row was kept."""
    asked = _parser().parse_args()
    if asked.if_changed and proof.is_proven():
        print("Windows: proven for these very files, see packaging/proven.json")
        return 0
    order = _order(asked)
    if not order.working_tree and (changed := changed_files(PROJECT)):
        sys.exit(f"not committed: {', '.join(changed)}\n(--working-tree builds them for a trial)")
    _clear(order.out)
    windows = WindowsPython(default_place())
    rows: list[Row] = []
    with _step("a Windows Python", rows):
        windows.prepare()
    try:
        product = make(order, windows, rows)
        prove(order, product, windows, rows)
    finally:
        windows.stop()
        write(rows, order.out / "report.json")
        print(table(rows))
    kept = all(row.ok for row in rows)
    if kept and order.suite and not order.working_tree:
        told = [row for row in rows if not row.id.startswith("time.")]
        proof.keep(told, product.staged.commit)
    print("every bar was kept" if kept else "MISSED: " + ", ".join(r.id for r in rows if not r.ok))
    return 0 if kept else 1


def make(order: Order, windows: WindowsPython, rows: list[Row]) -> Product:
    """Freeze, sign, list, pack; what came of it."""
    key = read_key(order.release_key)
    with _step("staging and freezing", rows):
        staged = stage(PROJECT, order.out, public_hex(key), working_tree=order.working_tree)
        freeze = windows.path(order.out / staged.source / "packaging" / "freeze.py")
        windows.python(freeze, "--out", windows.path(order.out), "--staged")
        folder = order.out / "Kuracho"
    with _step("signing the programs", rows):
        signed = sign_folder(folder, order.identity)
        ours = sum(one.ours for one in signed)
        renewed = renew_hashes(folder)
        what = "files signed by us, and as many hashes in the parts list made new"
        good = ours == renewed > 0
        rows.append(Row("signed", what, ours, "files", f"{renewed}", good))
    made = datetime.fromtimestamp(staged.epoch, UTC)
    make_release(folder, key, version=__version__, build=staged.build, made=made)
    with _step("installer and archive", rows):
        icon = PROJECT / "resources" / "icons" / "kuracho.ico"
        facts = {"version": __version__, "build": staged.build, "epoch": staged.epoch}
        msi = build_msi(folder, order.out, **facts, icon=icon)
        sign_file(msi, order.identity)
        archive = order.out / f"Kuracho-{__version__}-x64.zip"
        zip_folder(folder, archive, staged.epoch)
    with _step("update package, manuals, hash sheet", rows):
        notes = (PROJECT / "packaging" / "release_notes.txt").read_text(encoding="utf-8").strip()
        told = notice_for(msi, version=__version__, build=staged.build, made=made, notes=notes)
        update = make_package(msi, told, key, order.out)
        manuals = make_manuals(order.out)
        signer, thumbprint = certificate_facts(order.certificate)
        delivered = (msi, archive, update, *manuals, order.out / "sbom.cdx.json")
        known = {"signer": signer, "thumbprint": thumbprint}
        write_hash_sheet(delivered, order.out, **facts, **known)
    return Product(staged, folder, msi, archive)


def prove(order: Order, product: Product, windows: WindowsPython, rows: list[Row]) -> None:
    """Check what was made, install it, use it as installed, and run the tests beside it."""
    folder, msi, staged = product.folder, product.msi, product.staged
    with _step("signatures, checked by two programs", rows):
        rows += delivery.signatures(folder, msi, order.root, order.maker)
    with _step("contents", rows):
        rows += check_contents(folder)
        rows.append(delivery.no_keys(folder, order.identity, order.release_key))
        rows.append(delivery.unpacked(product.archive, staged.release_key or "", staged.build))
        rows.append(delivery.weighed(msi))
    with _step("installing, using, removing", rows):
        rows += prove_install(msi, windows, lambda at: prove_frozen(at, windows, order.out), folder)
    if not WINDOWS:
        with _step("sockets of the main job and of the window", rows):
            rows.append(delivery.sockets())
    if order.suite:
        with _step("the test suite in the Windows Python", rows):
            rows += run_suite(windows, out=order.out / "suite")


@contextmanager
def _step(what: str, rows: list[Row]) -> Iterator[None]:
    """Say what is going on, and how long it took."""
    print(f"… {what}", flush=True)
    began = time.monotonic()
    yield
    taken = round(time.monotonic() - began)
    rows.append(Row(f"time.{len(rows)}", what, taken, "s", "told only", ok=True))


def _clear(out: Path) -> None:
    """Nothing of an earlier run may be taken for this one's."""
    for kind in ("*.msi", "*.zip", "*.kuraup", "*.pdf", "*.png", "*.json", "SHA256SUMS"):
        for path in out.glob(kind):
            path.unlink()


def _order(asked: argparse.Namespace) -> Order:
    """The keys that were named; for what was not, throw-away ones outside the program's folder."""
    out = asked.out.resolve()
    trial = out / "test-keys"
    shutil.rmtree(trial, ignore_errors=True)
    trial.mkdir(parents=True)
    if asked.certificate is None and asked.release_key is None:
        identity, certificate, root = _throw_away(trial)
        release_key = trial / "release-key.pem"
        new_key(release_key)
    elif asked.certificate is None or asked.release_key is None or not (asked.root or asked.maker):
        # half a trial would look like the real thing and trust a key that anybody can have
        sys.exit("name all of --certificate, --release-key, and --root or --maker; or none of them")
    else:
        identity, certificate, root = _given(asked)
        release_key = asked.release_key
    return Order(
        out,
        identity,
        certificate,
        root,
        asked.maker,
        release_key,
        working_tree=asked.working_tree,
        suite=asked.suite,
    )


def _given(asked: argparse.Namespace) -> tuple[Identity, Path, Path | None]:
    elsewhere = asked.pfx or asked.thumbprint  # then the certificate is only told, not given
    identity = Identity(
        certificate=None if elsewhere else asked.certificate,
        key=asked.key or "",
        pfx=asked.pfx,
        thumbprint=asked.thumbprint or "",
        password_file=asked.password_file,
        pkcs11_module=asked.pkcs11_module,
        timestamp=asked.timestamp or "",
    )
    return identity, asked.certificate, asked.root


def _throw_away(trial: Path) -> tuple[Identity, Path, Path]:
    family = make_test_ca(trial)
    stamps = knows("-TSA-key")
    identity = Identity(
        certificate=family.certificate,
        key=str(family.key),
        stamp_certificate=family.stamp_certificate if stamps else None,
        stamp_key=family.stamp_key if stamps else None,
    )
    return identity, family.certificate, family.root


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "windows")
    parser.add_argument("--if-changed", action="store_true", help="only what is not yet proven")
    parser.add_argument("--working-tree", action="store_true", help="files as they lie there")
    parser.add_argument("--no-suite", dest="suite", action="store_false", help="without the tests")
    parser.add_argument("--certificate", type=Path, help="PEM of the signing certificate")
    parser.add_argument("--key", help="its key: a PEM file, or a PKCS#11 URI")
    parser.add_argument("--pfx", type=Path, help="certificate and key in one file, instead")
    parser.add_argument("--thumbprint", help="a certificate in the store of this Windows, instead")
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--pkcs11-module", type=Path)
    parser.add_argument("--timestamp", metavar="URL", help="the timestamp server to ask")
    parser.add_argument("--root", type=Path, help="PEM of the CA, where Windows does not know it")
    parser.add_argument("--maker", default="", help="the organisation the certificate names")
    parser.add_argument("--release-key", type=Path, help="PEM of the Ed25519 release key")
    return parser


if __name__ == "__main__":
    sys.exit(main())
