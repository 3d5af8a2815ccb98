"""The terminal's secrets: in the system's key store, or in private files of a drill store."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.backends.Windows import WinVaultKeyring
from keyring.errors import KeyringError

from desktop.domain.errors import DeviceSecretMissingError, KeyringRefusedError
from desktop.machine.keyring_sealer import KeyringSealer
from desktop.machine.sealing import (
    DrillSealer,
    device_secret,
    keep_seal_keys,
    new_device_secret,
    pin,
    pinned,
    seal_keys,
    sealer_for,
)

SECRET = bytes(range(32))


@pytest.fixture
def drill(tmp_path: Path) -> DrillSealer:
    return DrillSealer(tmp_path / "store")


def test_a_terminals_secret_is_made_once(drill: DrillSealer) -> None:
    assert new_device_secret(drill, SECRET) == SECRET
    assert new_device_secret(drill, bytes(32)) == SECRET
    assert device_secret(drill) == SECRET


def test_a_store_from_another_machine_finds_no_secret(drill: DrillSealer) -> None:
    with pytest.raises(DeviceSecretMissingError):
        device_secret(drill)

    drill.write("device", b"short")
    with pytest.raises(DeviceSecretMissingError):
        device_secret(drill)


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_the_files_are_private_and_lie_beside_the_store(drill: DrillSealer, tmp_path: Path) -> None:
    new_device_secret(drill, SECRET)

    folder = tmp_path / "store.terminal"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "device").stat().st_mode) == 0o600
    assert not (tmp_path / "store").exists()


def test_old_seal_keys_are_gone_after_the_hand_over(drill: DrillSealer, tmp_path: Path) -> None:
    assert seal_keys(drill) is None
    keep_seal_keys(drill, b"epoch 0")
    keep_seal_keys(drill, b"epoch 1")

    kept = [path.read_bytes() for path in (tmp_path / "store.terminal").iterdir()]

    assert seal_keys(drill) == b"epoch 1"
    assert kept == [b"epoch 1"]


def test_the_pin_is_remembered(drill: DrillSealer) -> None:
    assert pinned(drill) is None
    pin(drill, b"fingerprint 1")

    assert pinned(drill) == b"fingerprint 1"


def test_only_a_drill_store_gets_private_files(tmp_path: Path) -> None:
    assert sealer_for(tmp_path / "store", "0" * 32, drill=True).kind == "drill"


@pytest.mark.parametrize("backend", [NoKeyring(), NullKeyring()])
def test_a_weak_key_store_is_refused(backend: KeyringBackend) -> None:
    with pytest.raises(KeyringRefusedError) as refused:
        KeyringSealer("0" * 32, backend)

    assert refused.value.details == {"backend": "Keyring"}


def test_a_stranger_with_a_good_name_is_refused() -> None:
    class WinVaultKeyring(NullKeyring):
        """Called like the real one, but from elsewhere."""

    with pytest.raises(KeyringRefusedError):
        KeyringSealer("0" * 32, WinVaultKeyring())


class Vault(dict[tuple[str, str], str]):
    """What Windows would keep; it also remembers how persistent each write was."""

    def __init__(self) -> None:
        super().__init__()
        self.persisted: list[object] = []


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Vault:
    """The real Windows backend class over a dictionary, as there is no Windows here."""
    kept = Vault()

    def write(backend: WinVaultKeyring, service: str, name: str, text: str) -> None:
        kept[service, name] = text
        kept.persisted.append(backend.persist)

    def read(_backend: WinVaultKeyring, service: str, name: str) -> str | None:
        return kept.get((service, name))

    levels = SimpleNamespace(CRED_PERSIST_LOCAL_MACHINE=2, CRED_PERSIST_ENTERPRISE=3)
    monkeypatch.setattr("keyring.backends.Windows.win32cred", levels, raising=False)
    monkeypatch.setattr(WinVaultKeyring, "set_password", write)
    monkeypatch.setattr(WinVaultKeyring, "get_password", read)
    return kept


def test_windows_keeps_it_on_this_machine_from_the_first_write_on(vault: Vault) -> None:
    sealer = KeyringSealer("0" * 32, WinVaultKeyring())

    new_device_secret(sealer, SECRET)

    assert device_secret(sealer) == SECRET
    assert vault.persisted == [2]  # 3, the default of the library, would roam with the profile
    assert list(vault) == [("Kuracho/" + "0" * 32, "device")]
    assert KeyringSealer("1" * 32, WinVaultKeyring()).read("device") is None


def test_a_key_store_that_fails_or_lies_is_refused_in_words(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealer = KeyringSealer("0" * 32, WinVaultKeyring())
    vault["Kuracho/" + "0" * 32, "device"] = "not base64!"

    with pytest.raises(KeyringRefusedError):
        sealer.read("device")

    def fail(*_arguments: object) -> None:
        raise KeyringError

    monkeypatch.setattr(WinVaultKeyring, "set_password", fail)
    with pytest.raises(KeyringRefusedError):
        sealer.write("device", SECRET)
