"""Secrets sealed to this machine by Windows; every test runs on the Windows Python."""

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("DPAPI is Windows' own", allow_module_level=True)

from keyring.backends.Windows import WinVaultKeyring

from desktop.domain.machine_errors import FileHeldError, SealBrokenError
from desktop.machine import dpapi
from desktop.machine.acl import open_to_all
from desktop.machine.dpapi_sealer import DpapiSealer
from desktop.machine.keyring_sealer import KeyringSealer
from desktop.machine.sealing import (
    device_secret,
    guard_keeper,
    guard_memory,
    keep_guard_memory,
    move_in,
    new_device_secret,
    sealer_for,
    take_over,
)

SECRET = bytes(range(32))
STORE = "5e" * 16

READ = """
import sys
from pathlib import Path
from desktop.machine.dpapi_sealer import DpapiSealer
print(DpapiSealer(Path(sys.argv[1]), sys.argv[2]).read("device").hex())
"""


@pytest.fixture
def sealer(tmp_path: Path) -> DpapiSealer:
    return DpapiSealer(tmp_path / "store", STORE)


@pytest.fixture
def vault() -> Iterator[KeyringSealer]:
    """The real Credential Manager; what a test leaves in it is dropped."""
    real = KeyringSealer(STORE, WinVaultKeyring())
    yield real
    for name in ("device", "seal", "pin", "guard"):
        real.forget(name)


def test_what_was_sealed_opens_only_with_the_same_entropy_and_unchanged() -> None:
    sealed = dpapi.seal(SECRET, b"one")

    assert SECRET not in sealed
    assert dpapi.unseal(sealed, b"one") == SECRET
    for wrong, entropy in ((sealed, b"two"), (sealed[:-1], b"one"), (b"", b"one"), (b"x", b"one")):
        with pytest.raises(OSError, match="WinError"):
            dpapi.unseal(wrong, entropy)


def test_nothing_at_all_can_be_sealed_too() -> None:
    assert dpapi.unseal(dpapi.seal(b"", b""), b"") == b""


def test_the_files_lie_beside_the_store_and_hold_nothing_in_the_clear(
    sealer: DpapiSealer, tmp_path: Path
) -> None:
    assert new_device_secret(sealer, SECRET) == SECRET
    assert new_device_secret(sealer, bytes(32)) == SECRET

    (file,) = (tmp_path / "store.terminal").iterdir()
    assert file.name == "device.dpapi"
    assert SECRET not in file.read_bytes()
    assert not (tmp_path / "store").exists()


def test_the_folder_is_closed_to_everybody_else(sealer: DpapiSealer, tmp_path: Path) -> None:
    sealer.write("device", SECRET)

    assert not open_to_all(tmp_path / "store.terminal")


def test_another_process_of_the_machine_reads_the_same(sealer: DpapiSealer, tmp_path: Path) -> None:
    sealer.write("device", SECRET)

    command = [sys.executable, "-c", READ, str(tmp_path / "store"), STORE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert bytes.fromhex(done.stdout.strip()) == SECRET


def test_old_seal_keys_are_gone_after_the_hand_over(sealer: DpapiSealer, tmp_path: Path) -> None:
    sealer.write("seal", b"epoch 0")
    before = (tmp_path / "store.terminal" / "seal.dpapi").read_bytes()
    sealer.write("seal", b"epoch 1")

    kept = [path.read_bytes() for path in (tmp_path / "store.terminal").iterdir()]
    assert sealer.read("seal") == b"epoch 1"
    assert len(kept) == 1
    assert before not in kept


def test_a_file_of_another_store_or_name_or_a_damaged_one_is_refused_in_words(
    sealer: DpapiSealer, tmp_path: Path
) -> None:
    sealer.write("device", SECRET)
    file = tmp_path / "store.terminal" / "device.dpapi"
    (tmp_path / "store.terminal" / "pin.dpapi").write_bytes(file.read_bytes())

    with pytest.raises(SealBrokenError):
        DpapiSealer(tmp_path / "store", "00" * 16).read("device")
    with pytest.raises(SealBrokenError):
        sealer.read("pin")
    file.write_bytes(file.read_bytes()[:-3] + b"xyz")
    with pytest.raises(SealBrokenError) as refused:
        device_secret(sealer)
    assert refused.value.details["file"] == "device.dpapi"


def test_a_real_store_on_windows_uses_it(tmp_path: Path) -> None:
    assert sealer_for(tmp_path / "store", STORE, drill=False).kind == "dpapi"


def test_what_an_earlier_version_kept_in_an_account_moves_in_once_and_leaves_nothing(
    sealer: DpapiSealer, vault: KeyringSealer
) -> None:
    for name, secret in (("device", SECRET), ("seal", b"epoch 3"), ("pin", b"{}")):
        vault.write(name, secret)

    assert take_over(sealer, STORE) is True

    assert [sealer.read(name) for name in ("device", "seal", "pin")] == [SECRET, b"epoch 3", b"{}"]
    assert [vault.read(name) for name in ("device", "seal", "pin")] == [None, None, None]
    assert take_over(sealer, STORE) is False


def test_a_move_that_was_cut_short_is_finished_and_a_stale_account_changes_nothing(
    sealer: DpapiSealer, vault: KeyringSealer
) -> None:
    vault.write("device", SECRET)
    vault.write("seal", b"epoch 3")
    sealer.write("seal", b"epoch 3")  # the power went here

    assert move_in(sealer, vault) is True
    assert device_secret(sealer) == SECRET

    vault.write("device", bytes(32))  # another account's, from long ago
    vault.write("seal", b"epoch 1")
    assert move_in(sealer, vault) is False
    assert (sealer.read("device"), sealer.read("seal")) == (SECRET, b"epoch 3")
    assert (vault.read("device"), vault.read("seal")) == (None, None)


def test_the_guard_memory_stays_on_this_machine_and_not_in_the_profile(
    vault: KeyringSealer, tmp_path: Path
) -> None:
    """Asked of Windows itself, not of the library: CRED_PERSIST_LOCAL_MACHINE is 2."""
    assert vault.read("guard") is None
    keeper = guard_keeper(tmp_path / "store", STORE, drill=False)
    assert guard_memory(keeper) is None

    keep_guard_memory(keeper, b"g" * 900)

    assert guard_memory(keeper) == b"g" * 900
    assert persistence(f"Kuracho/{STORE}") == 2


def persistence(target: str) -> int:
    """What Windows says about a stored credential."""

    class Credential(ctypes.Structure):
        _fields_ = (
            ("flags", wintypes.DWORD),
            ("kind", wintypes.DWORD),
            ("target", wintypes.LPWSTR),
            ("comment", wintypes.LPWSTR),
            ("written", wintypes.FILETIME),
            ("size", wintypes.DWORD),
            ("blob", ctypes.c_void_p),
            ("persist", wintypes.DWORD),
        )

    found = ctypes.POINTER(Credential)()
    advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    assert advapi.CredReadW(target, 1, 0, ctypes.byref(found)), ctypes.get_last_error()
    return found.contents.persist


def test_seal_keys_without_a_device_secret_stay_where_they_are(
    sealer: DpapiSealer, vault: KeyringSealer
) -> None:
    vault.write("seal", b"epoch 3")

    assert move_in(sealer, vault) is False

    assert vault.read("seal") == b"epoch 3"


def test_a_file_another_program_keeps_to_itself_is_not_called_broken(
    sealer: DpapiSealer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealer.write("device", SECRET)
    monkeypatch.setattr("desktop.machine.patience._ATTEMPTS", 2)

    with alone(tmp_path / "store.terminal" / "device.dpapi"), pytest.raises(FileHeldError):
        sealer.read("device")

    assert sealer.read("device") == SECRET


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a file so that nobody else may even read it."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    handle = wintypes.HANDLE(kernel.CreateFileW(str(path), 0x80000000, 0, None, 3, 0, None))
    assert handle.value not in (None, wintypes.HANDLE(-1).value)
    yield
    kernel.CloseHandle(handle)
