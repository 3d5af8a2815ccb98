"""``kuracho verify PATH``: a plain verdict on a log, a store or a package, without any secret."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta, timezone
from pathlib import Path

from desktop.verify.chain import LogReader
from desktop.verify.directory import read_versions
from desktop.verify.documents import BadError, Members, decode, need
from desktop.verify.documents import fingerprint as fingerprint_of
from desktop.verify.package import read_package

_JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all is whole, the first bad entry if one was found, and sentences for people."""

    ok: bool
    first_bad: int | None
    lines: tuple[str, ...]


def verify(path: Path, fingerprint: str | None = None, checkpoints: Sequence[Path] = ()) -> Verdict:
    """Judge a ``.kura``, an audit ``.jsonl`` or a store folder; ``checkpoints`` came out of it."""
    try:
        points = [_checkpoint(file) for file in checkpoints]
        if path.suffix == ".kura":
            return Verdict(ok=True, first_bad=None, lines=tuple(_package(path, fingerprint)))
        return Verdict(ok=True, first_bad=None, lines=tuple(_log(path, fingerprint, points)))
    except BadError as error:
        place = "正しくありません" if error.seq is None else f"{error.seq}番の記録に食い違い"
        return Verdict(ok=False, first_bad=error.seq, lines=(f"{place}：{error.reason}。",))
    except OSError as error:
        return Verdict(ok=False, first_bad=None, lines=(f"読めません：{error.strerror}。",))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the verdict; 0 if all is whole, 1 if not."""
    asked = parser().parse_args(arguments)
    verdict = verify(asked.path, asked.fingerprint, asked.checkpoint)
    lines = [json.dumps(asdict(verdict), ensure_ascii=False)] if asked.json else verdict.lines
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if verdict.ok else 1


def parser() -> argparse.ArgumentParser:
    """What may follow ``kuracho verify``."""
    made = argparse.ArgumentParser("kuracho verify", description=__doc__)
    made.add_argument("path", type=Path)
    made.add_argument("--fingerprint", help="the store fingerprint on paper")
    made.add_argument("--checkpoint", type=Path, action="append", default=[])
    made.add_argument("--json", action="store_true")
    return made


def _log(path: Path, fingerprint: str | None, points: Sequence[Members]) -> Iterator[str]:
    folder = path if path.is_dir() else path.parent.parent
    logs = sorted((path / "audit").glob("*.jsonl")) if path.is_dir() else [path]
    need(logs, "操作の記録の控え(audit)がありません")
    files = [file.read_bytes() for file in sorted((folder / "directory").glob("[0-9]*.json"))]
    versions = read_versions(files)
    _compare(fingerprint_of(files[0]), fingerprint)
    reader = LogReader(versions, points)
    reader.read(_lines(logs))
    yield f"正しい：記録 {reader.seq}件、封印 {reader.seals}個、職員名簿 {len(files)}版。"
    yield f"{reader.sealed}番まで封印済み。封印されていない記録は {reader.seq - reader.sealed}件。"
    out = reader.carried_out and reader.carried_out.astimezone(_JAPAN)
    since = f"{out:%Y-%m-%d %H:%M}" if out else "一度もありません"
    reach = max((point.whole("seq") for point in points), default=0)
    yield f"外の照合点と一致：{reach}番まで({len(points)}個)。記録にある最後の持出：{since}。"
    yield f"台帳の指紋：{fingerprint_of(files[0])}"
    yield from reader.notes


def _lines(logs: Sequence[Path]) -> Iterator[bytes]:
    for log in logs:
        with log.open("rb") as file:
            yield from file


def _package(path: Path, fingerprint: str | None) -> Iterator[str]:
    with path.open("rb") as stream:
        manifest, request, found = read_package(stream)
    _compare(found, fingerprint)
    until, records = manifest.moment("not_after").astimezone(_JAPAN), request.whole("records")
    yield f"正しい：申請と承認の署名が合い、二人は別人です。記録は {records}件です。"
    yield f"受け取りの期限：{until:%Y-%m-%d %H:%M}。中身は暗号のままで、開けていません。"
    yield f"送り主の指紋：{found}(紙の指紋と見比べてください)"


def _checkpoint(path: Path) -> Members:
    if path.suffix == ".kura":
        with path.open("rb") as stream:
            return Members(read_package(stream)[0].raw("checkpoint"), "log seq head")
    return decode(path.read_bytes(), "store log seq head t dir_version")


def _compare(found: str, expected: str | None) -> None:
    typed = (expected or found).upper().translate(str.maketrans("OIL", "011", "- \u3000"))
    need(typed == found.replace("-", ""), f"指紋が違います(このファイルは {found})")
