"""Whether the files of this program are those that were released and signed.

The check finds half an update, a damaged disk and a file somebody put beside the program. It
cannot find a changed ``Kuracho.exe`` that no longer checks: that one the Authenticode signature
and the rules of the administrator (which programs may run) have to stop.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from desktop.crypto.signing import Verified, verify
from desktop.domain import cj1
from desktop.domain.errors import AppError
from desktop.domain.ids import Kid
from desktop.domain.people import key_id
from desktop.domain.releases import (
    LIST_FILE,
    MOST_FILES,
    NAME,
    Difference,
    Fault,
    FoundFile,
    ListedFile,
    Release,
    compare,
)
from desktop.machine.links import leads_elsewhere
from desktop.machine.patience import patiently
from desktop.usecases.program_gate import ProgramFacts, Standing, Verdict

_PIECE = 1 << 20


def read_release(list_bytes: bytes, key_hex: str) -> Release:
    """The list of a ``release.json`` signed by the release key alone.

    Raises:
        SignatureRefusedError, MalformedDocumentError, UnknownVersionError: it is not.
    """
    public = bytes.fromhex(key_hex)

    def resolve(kid: Kid) -> bytes | None:
        return public if kid == key_id(public) else None

    verified: Verified = verify(list_bytes, NAME, resolve)
    return Release.from_json(cj1.decode(verified.payload))


def found_files(folder: Path) -> Iterator[FoundFile]:
    """Every entry below ``folder`` but the list itself; links are named and not followed.

    Raises:
        OSError: a folder cannot be listed.
    """
    waiting = [(folder, "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                path = prefix + entry.name
                if leads_elsewhere(entry.stat(follow_symlinks=False)):
                    yield FoundFile(path, None)
                elif entry.is_dir():
                    waiting.append((Path(entry.path), path + "/"))
                elif path != LIST_FILE:
                    yield FoundFile(path, entry.stat().st_size)


def sha256_of(path: Path, cancelled: Callable[[], bool] = lambda: False) -> bytes:
    """The hash of a file's content, read piece by piece; of a part of it once cancelled.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while not cancelled() and (piece := file.read(_PIECE)):
            digest.update(piece)
    return digest.digest()


def check_program(
    facts: ProgramFacts,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Verdict:
    """Compare every file of the program's folder with its signed list, programs first.

    Nothing is raised for a difference: all of them stand in the verdict, the gravest first.
    ``progress`` is told bytes. A check that is cancelled says nothing of what it did not read.
    """
    if facts.folder is None:
        return Verdict(Standing.CHECKOUT, facts.build)
    began = time.perf_counter()
    try:
        release = _trusted_list(facts.folder, facts)
    except _ListRefusedError as refusal:
        return Verdict(Standing.DIFFERENT, facts.build, (Fault(refusal.difference, LIST_FILE),))
    faults = (
        *_differences(facts.folder, release),
        *_contents(facts.folder, release, cancelled, progress),
    )
    order = [*Difference]
    listed = {file.path: file for file in release.files}
    gravest = sorted(
        {fault.path: fault for fault in reversed(faults)}.values(),
        key=lambda one: (order.index(one.difference), not _runs(one, listed), one.path),
    )
    return Verdict(
        Standing.DIFFERENT if gravest else Standing.WHOLE,
        facts.build,
        tuple(gravest),
        len(release.files),
        sum(file.size for file in release.files),
        time.perf_counter() - began,
    )


class _ListRefusedError(Exception):
    """There is no list to compare with."""

    def __init__(self, difference: Difference) -> None:
        super().__init__(difference)
        self.difference = difference


def _trusted_list(folder: Path, facts: ProgramFacts) -> Release:
    if facts.release_key is None:
        raise _ListRefusedError(Difference.NO_KEY)
    try:
        with (folder / LIST_FILE).open("rb") as file:
            content = file.read(cj1.MAX_BYTES + 1)
    except OSError as error:
        raise _ListRefusedError(Difference.NO_LIST) from error
    try:
        release = read_release(content, facts.release_key)
    except (AppError, ValueError) as error:
        raise _ListRefusedError(Difference.FORGED_LIST) from error
    if release.build != facts.build:
        raise _ListRefusedError(Difference.OTHER_BUILD)
    return release


def _differences(folder: Path, release: Release) -> tuple[Fault, ...]:
    try:
        return compare(release, islice(found_files(folder), 2 * MOST_FILES))
    except OSError:
        return (Fault(Difference.UNKNOWN, ""),)


def _contents(
    folder: Path,
    release: Release,
    cancelled: Callable[[], bool],
    progress: Callable[[int, int], object],
) -> Iterator[Fault]:
    """Files whose content is another one; one that is gone was named by its absence."""
    done, whole = 0, sum(file.size for file in release.files)
    for listed in sorted(release.files, key=lambda one: not one.is_program):
        if cancelled():
            return
        try:
            if _hash(folder / listed.path, cancelled) != listed.sha256 and not cancelled():
                yield Fault(Difference.CHANGED, listed.path)
        except FileNotFoundError:
            yield Fault(Difference.MISSING, listed.path)
        except OSError:
            yield Fault(Difference.UNREADABLE, listed.path)
        done += listed.size
        progress(done, whole)


def _hash(path: Path, cancelled: Callable[[], bool]) -> bytes:
    """A virus scanner that looks into the file just now is waited for."""
    return patiently(partial(sha256_of, path, cancelled))


def _runs(fault: Fault, listed: dict[str, ListedFile]) -> bool:
    known = listed.get(fault.path) or ListedFile(fault.path, 0, b"")
    return known.is_program
