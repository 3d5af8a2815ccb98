"""Probes of what the program brings along: its files, ciphers, fonts, and the reading program."""

import io
import sys
import zipfile
from collections.abc import Sequence

from desktop.crypto.known_answers import answers
from desktop.domain.errors import ZipBombError
from desktop.domain.self_test import Finding
from desktop.importers.limit_trial import try_limits
from desktop.importers.worker import read_workbook
from desktop.machine.hardening import harden
from desktop.machine.terminal_facts import WANTED_HARDENING
from desktop.paper.font_trial import try_fonts
from desktop.store.cipher_trial import try_cipher
from desktop.usecases.program_gate import Standing
from desktop.usecases.release_check import check_program
from desktop.usecases.self_test import Ground, Probe

SAMPLE = "inu_touroku.xlsx"
_BOMB_BYTES = 32 << 20
_CIPHERS = ("argon2id", "hkdf", "sha256", "aes-gcm", "ed25519", "hpke", "age")
_RESOURCES = (
    "style.qss",
    "icons/app.svg",
    "data/eras.json",
    "data/common_passwords.txt",
    "data/passphrase_words.txt",
    "fonts/OFL.txt",
    f"samples/{SAMPLE}",
)


def _program(ground: Ground) -> Sequence[Finding]:
    verdict = check_program(ground.program)
    faults = tuple(f"{one.path} ({one.difference})" for one in verdict.faults)
    figure = str(len(faults)) if faults else verdict.standing.value
    return (
        Finding("program.build", ground.program.build, ok=True),
        Finding("program.files", figure, not faults, faults, verdict.refusal()),
        Finding(
            "program.files-read", f"{verdict.size >> 20}", ok=True, notes=_pace(verdict.seconds)
        )
        if verdict.standing is not Standing.CHECKOUT
        else Finding("program.files-read", "checkout", ok=True),
    )


def _pace(seconds: float) -> tuple[str, ...]:
    return (f"{seconds:.2f} s",)


def _cipher(ground: Ground) -> Sequence[Finding]:
    folder = ground.trial / "cipher"
    folder.mkdir()
    trial = try_cipher(folder, ground.random(32), ground.random(32))
    versions = tuple(f"{name} {value}" for name, value in trial.versions.items())
    whole = trial.read_back == trial.rows
    return (
        Finding("cipher.readable", str(trial.readable), ok=trial.readable == 0 and whole),
        Finding("cipher.wrong-key", _said(trial.wrong_key_refused), trial.wrong_key_refused),
        Finding("cipher.integrity", str(trial.integrity_faults), ok=trial.integrity_faults == 0),
        Finding("cipher.damage", _said(trial.damage_seen), trial.damage_seen),
        Finding("cipher.version", trial.versions["cipher"], ok=True, notes=versions),
        Finding("store.rollback", _said(trial.rolled_back), trial.rolled_back),
    )


def _crypto(_ground: Ground) -> Sequence[Finding]:
    return tuple(
        Finding(f"crypto.{name}", _said(right), right) for name, right in answers().items()
    )


def _fonts(ground: Ground) -> Sequence[Finding]:
    trial = try_fonts(ground.resources / "fonts")
    good = not trial.broken and bool(trial.loaded)
    named = trial.broken or trial.loaded
    return (
        Finding("fonts.print", str(len(trial.loaded)), good, named),
        Finding("fonts.signs", str(len(trial.missing)), not trial.missing, trial.missing),
        Finding(
            "fonts.variants",
            str(len(trial.missing_variants)),
            ok=True,
            notes=trial.missing_variants,
        ),
        Finding("fonts.page", str(trial.pages), ok=trial.pages == 1 and trial.ink > 0),
    )


def _resources(ground: Ground) -> Sequence[Finding]:
    missing = tuple(name for name in _RESOURCES if not _readable(ground, name))
    return (Finding("program.resources", str(len(missing)), not missing, missing),)


def _readable(ground: Ground, name: str) -> bool:
    try:
        return bool((ground.resources / name).read_bytes())
    except OSError:
        return False


def _reader(ground: Ground) -> Sequence[Finding]:
    content = (ground.resources / "samples" / SAMPLE).read_bytes()
    rows = sum(len(sheet.rows) for sheet in read_workbook(content, name=SAMPLE).sheets)
    return (Finding("reader.reads", str(rows), ok=rows > 0),)


def _bomb(_ground: Ground) -> Sequence[Finding]:
    try:
        read_workbook(_bomb_bytes(), name="bomb.xlsx")
    except ZipBombError as refusal:
        return (Finding("reader.bomb", "yes", ok=True, refusal=refusal),)
    return (Finding("reader.bomb", "no", ok=False),)


def _bomb_bytes() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to a thousand times that."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(_BOMB_BYTES))
    return made.getvalue()


def _limits(ground: Ground) -> Sequence[Finding]:
    folder = ground.trial / "limits"
    folder.mkdir()
    trial = try_limits(folder)
    held = {
        "memory": trial.memory_held,
        "files": trial.files_held,
        "programs": trial.programs_held,
    }
    names = tuple(name for name, holds in held.items() if holds)
    # root of Linux may start programs all the same, and Wine knows no such limit: told, not asked
    asked = trial.answered and trial.memory_held and (sys.platform == "win32" or trial.files_held)
    return (Finding("reader.limits", str(len(names)), asked, names),)


def _hardening(_ground: Ground) -> Sequence[Finding]:
    done = harden()
    missing = tuple(name for name in WANTED_HARDENING if name not in done)
    return (Finding("process.hardening", str(len(missing)), not missing, missing),)


def _said(right: bool) -> str:  # noqa: FBT001 - one word for one truth
    return "yes" if right else "no"


PROBES = (
    Probe(("program.build", "program.files", "program.files-read"), _program),
    Probe(("program.resources",), _resources),
    Probe(
        (
            *("cipher.readable", "cipher.wrong-key", "cipher.integrity"),
            *("cipher.damage", "cipher.version", "store.rollback"),
        ),
        _cipher,
    ),
    Probe(tuple(f"crypto.{name}" for name in _CIPHERS), _crypto),
    Probe(("fonts.print", "fonts.signs", "fonts.variants", "fonts.page"), _fonts),
    Probe(("reader.reads",), _reader),
    Probe(("reader.bomb",), _bomb),
    Probe(("reader.limits",), _limits),
    Probe(("process.hardening",), _hardening),
)
