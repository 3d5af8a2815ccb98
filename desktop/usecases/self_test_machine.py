"""Probes of the terminal the program runs on: place, clock, secrets, libraries, and no network."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.documents import format_time
from desktop.domain.errors import AppError, PlaceRefusedError
from desktop.domain.releases import LIST_FILE
from desktop.domain.self_test import Finding
from desktop.machine.atomic import read_file, repair_file, write_file
from desktop.machine.connections import own_connections
from desktop.machine.folders import refuse_place
from desktop.machine.keyring_sealer import KeyringSealer
from desktop.machine.libraries import foreign_libraries, loaded_libraries, trusted_places
from desktop.machine.sealing import sealer_for
from desktop.usecases.release_check import read_release
from desktop.usecases.self_test import Ground, Probe

_TRIAL_STORE = "selftest"
_SOURCE_OF = datetime(2026, 1, 1, tzinfo=UTC)
_END_OF_TIME = datetime(2100, 1, 1, tzinfo=UTC)
_CLOCK_MAY_BE_BEHIND = timedelta(days=1)
_SECRET = 32
_NETWORK_MODULES = (
    *("socket", "_socket", "ssl", "_ssl", "asyncio", "select", "selectors", "socketserver"),
    *("http.client", "http.server", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib"),
    *("xmlrpc.client", "requests", "urllib3", "httpx", "aiohttp", "webbrowser"),
)
_NEVER_LOADED = ("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore")
_NEVER_LIBRARIES = ("qt6network", "qt6websockets", "qt6webengine")


def _place(ground: Ground) -> Sequence[Finding]:
    try:
        refuse_place(ground.home)
    except PlaceRefusedError as refusal:
        return (Finding("home.place", "no", ok=False, notes=(str(ground.home),), refusal=refusal),)
    return (Finding("home.place", "yes", ok=True, notes=(str(ground.home),)),)


def _atomic(ground: Ground) -> Sequence[Finding]:
    """A file is replaced, its forerunner kept, and a torn one brought back from it."""
    path = ground.trial / "small.json"
    for content in (b"first", b"second"):
        write_file(path, content)
    replaced = read_file(path) == b"second"
    path.write_bytes(b"torn")
    repaired = repair_file(path, lambda content: content != b"torn")
    kept = read_file(path) == b"first"
    good = replaced and repaired and kept
    return (Finding("home.atomic", "yes" if good else "no", good),)


def _secret(ground: Ground) -> Sequence[Finding]:
    """The keeper of a real store's secrets on Windows; elsewhere the one of a drill."""
    place, secret = ground.trial / _TRIAL_STORE, ground.random(_SECRET)
    sealer = sealer_for(place, _TRIAL_STORE, drill=sys.platform != "win32")
    sealer.write("device", secret)
    kept = sealer.read("device") == secret
    files = [path for path in ground.trial.rglob("*") if path.is_file()]
    hidden = sealer.kind == "drill" or not any(secret in path.read_bytes() for path in files)
    return (Finding("terminal.secret", sealer.kind, kept and hidden),)


def _guard(ground: Ground) -> Sequence[Finding]:
    """Windows: the account's own key store keeps, gives back and forgets."""
    if sys.platform != "win32":
        return (Finding("terminal.guard", "unasked", ok=True),)
    keeper = KeyringSealer(f"{_TRIAL_STORE}-{ground.random(8).hex()}")
    secret = ground.random(_SECRET)
    try:
        keeper.write("guard", secret)
        kept = keeper.read("guard") == secret
    finally:
        keeper.forget("guard")
    gone = keeper.read("guard") is None
    return (Finding("terminal.guard", keeper.kind, kept and gone),)


def _clock(ground: Ground) -> Sequence[Finding]:
    now = ground.now()
    made = _made(ground)
    sane = made - _CLOCK_MAY_BE_BEHIND <= now < _END_OF_TIME
    return (Finding("terminal.clock", format_time(now), sane, (f"≥ {format_time(made)}",)),)


def _made(ground: Ground) -> datetime:
    """When this program was released; a checkout knows only the year of its source."""
    if ground.program.folder is None or ground.program.release_key is None:
        return _SOURCE_OF
    try:
        content = (ground.program.folder / LIST_FILE).read_bytes()
        return read_release(content, ground.program.release_key).made
    except (AppError, OSError, ValueError):  # the row about the files says it
        return _SOURCE_OF


def _libraries(ground: Ground) -> Sequence[Finding]:
    # as Windows names the folder and as it really is: a drive letter may stand for another place
    beside = Path(sys.executable).parent
    checkout = (Path(sys.prefix), Path(sys.base_prefix), beside)
    folder = ground.program.folder
    program = checkout if folder is None else (folder, beside)
    loaded = loaded_libraries()
    foreign = foreign_libraries(loaded, trusted_places(program, os.environ))
    named = tuple(str(path) for path in foreign)
    return (Finding("process.libraries", str(len(foreign)), not foreign, named),)


def _network(ground: Ground) -> Sequence[Finding]:
    heard = ground.heard
    loaded = tuple(name for name in _NETWORK_MODULES if name in sys.modules)
    return (
        _counted("network.sockets", None if heard is None else heard.sockets),
        _counted("network.lookups", None if heard is None else [*heard.lookups, *heard.others]),
        _counted("network.connections", own_connections()),
        _counted("network.qt", _qt_network()),
        Finding("network.own-name", str(0 if heard is None else len(heard.own_name)), ok=True),
        Finding("network.modules", str(len(loaded)), ok=True, notes=loaded),
    )


def _counted(name: str, found: Sequence[str] | None) -> Finding:
    """None may be found; where nobody listened nothing is known, which is not none."""
    if found is None:
        return Finding(name, "unheard", ok=False)
    return Finding(name, str(len(found)), not found, tuple(found))


def _qt_network() -> tuple[str, ...]:
    modules = [name for name in _NEVER_LOADED if name in sys.modules]
    libraries = [
        path.name
        for path in loaded_libraries()
        if any(name in path.name.lower() for name in _NEVER_LIBRARIES)
    ]
    return (*modules, *libraries)


PROBES = (
    Probe(("home.place",), _place),
    Probe(("home.atomic",), _atomic),
    Probe(("terminal.secret",), _secret),
    Probe(("terminal.guard",), _guard),
    Probe(("terminal.clock",), _clock),
)

LAST = (
    Probe(("process.libraries",), _libraries),
    Probe(
        (
            *("network.sockets", "network.lookups", "network.connections"),
            *("network.qt", "network.own-name", "network.modules"),
        ),
        _network,
    ),
)
"""What the process did and loaded: asked when everything else has run."""
