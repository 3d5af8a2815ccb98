"""The audit log from its readable copy: every entry, every seal, and who was allowed to do it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.verify.directory import Version
from desktop.verify.documents import BadError, Members, decode, need, refuse, sha256, signed_by

_ENTRY = "v log seq prev t term sess actor act obj res det"
_SEAL = "v log term epoch seq head pend t next prev_seal dir_version"
_BACKWARDS = timedelta(minutes=10)
_NOTHING = bytes(32)

_ALL = frozenset({"clerk", "supervisor", "administrator", "auditor"})
_ROLES = {
    "clerk supervisor": "view inquire reveal record.created record.corrected record.voided"
    " ledger.made form.published import import.undone export.requested export.withdrawn"
    " export.written package.opened package.received receipt.written receipt.read print clipboard",
    "supervisor": "record.disposed export.approved export.sent_back export.rejected update.undone",
    "supervisor administrator": "store.founded sender.pinned directory grant lease restore",
}
ROLES: Mapping[str, frozenset[str]] = {
    act: frozenset(roles.split()) for roles, acts in _ROLES.items() for act in acts.split()
}
"""Act → who may do it; every other act is open to anybody the directory names."""


@dataclass(slots=True)
class _Terminal:
    public: bytes
    epoch: int = 0
    seal: bytes = _NOTHING
    pending: int = 0


class LogReader:
    """Reads lines in order and compares ``checkpoints``; what is wrong raises with its entry."""

    def __init__(self, versions: Sequence[Version], checkpoints: Sequence[Members]) -> None:
        self.log, self.head = "", _NOTHING
        self.seq = self.seals = self.sealed = 0
        self.carried_out: datetime | None = None
        self.notes: list[str] = []
        self._versions = versions
        self._points = checkpoints
        self._terminals: dict[str, _Terminal] = {}
        self._unsealed: list[tuple[int, Members]] = []
        self._dir_version = 1
        self._last_time: datetime | None = None

    def read(self, lines: Iterable[bytes]) -> None:
        """Read to the last whole line and compare with what was carried out."""
        for line in lines:
            if not line.endswith(b"\n") and b"}" not in line[:-1]:  # what a kill leaves
                self.notes.append("最後の1行は書きかけのため、数えていません。")
                break
            try:
                self._line(line.removesuffix(b"\n"))
            except BadError as error:
                refuse(error.reason, self.seq + 1 if error.seq is None else error.seq)
        self._check_rights(self._versions[-1].number)
        need(self.seq, "記録が1件もありません", 1)
        for point in self._points:
            need(point.text("log") == self.log, "照合点が別のログのものです", 1)
            need(point.whole("seq") <= self.seq, "照合点までの記録がありません", self.seq + 1)

    def _line(self, line: bytes) -> None:
        value = decode(line, "body kind sig")
        body, signature = value.based("body"), value.hexed("sig", 64)
        need(value.raw("kind") in {"entry", "seal"}, "記録の種類が分かりません")
        if value.raw("kind") == "entry":
            self._entry(body, decode(body, _ENTRY), signature)
        else:
            self._seal(body, decode(body, _SEAL), signature)

    def _entry(self, body: bytes, entry: Members, signature: bytes) -> None:
        seq, log = self.seq + 1, entry.text("log")
        need(entry.whole("v") == 1 and log == (self.log or log), "別のログの記録です")
        need(entry.whole("seq") == seq, f"番号が続いていません(次は{seq}番のはずです)")
        need(entry.hexed("prev", 32) == self.head, "前の記録とのつながりが合いません")
        need(signed_by(self._key(entry), "audit", body, signature), "書いた人の署名が合いません")
        self.log, self.seq, self.head = log, seq, sha256("KURA audit v1", body)
        self._notice_time(entry)
        for point in self._points:
            here = (point.text("log"), point.whole("seq")) == (log, seq)
            need(
                not here or point.hexed("head", 32) == self.head,
                "外に持ち出した照合点と合いません",
                seq,
            )
        self._unsealed.append((seq, entry))

    def _key(self, entry: Members) -> bytes:
        kid = entry.text("actor")
        if not kid:
            return self._terminal(entry).public
        keys = (version.key(kid) for version in self._versions)
        return next((key for key in keys if key is not None), b"")

    def _notice_time(self, entry: Members) -> None:
        at = entry.moment("t")
        if self._last_time is not None and at < self._last_time - _BACKWARDS:
            self.notes.append(f"{self.seq}番で時計が10分より多く戻っています。")
        self._last_time = at
        if (entry.raw("act"), entry.raw("res")) == ("export.written", "ok"):
            self.carried_out = at

    def _seal(self, body: bytes, seal: Members, signature: bytes) -> None:
        terminal, first = self._terminal(seal), self.sealed + 1
        need(signed_by(terminal.public, "seal", body, signature), "封印の署名が合いません", first)
        follows = (
            (seal.whole("v"), seal.text("log")) == (1, self.log)
            and seal.whole("epoch") == terminal.epoch
            and seal.hexed("prev_seal", 32) == terminal.seal
        )
        need(follows, "前の封印につながっていません", first)
        same = (seal.whole("seq"), seal.hexed("head", 32)) == (self.seq, self.head)
        need(same, f"{first}番からあとに、封印した時と違う記録があります", first)
        pending = Members(seal.raw("pend"), "seq head").whole("seq")
        dir_version = seal.whole("dir_version")
        forward = terminal.pending <= pending and self._dir_version <= dir_version
        need(forward and dir_version <= len(self._versions), "封印が古い状態に戻っています", first)
        self._check_rights(dir_version)
        self._terminals[seal.text("term")] = _Terminal(
            seal.hexed("next", 32), terminal.epoch + 1, sha256("KURA seal v1", body), pending
        )
        self.seals, self.sealed, self._dir_version = self.seals + 1, self.seq, dir_version

    def _terminal(self, body: Members) -> _Terminal:
        term = body.text("term")
        if term not in self._terminals:
            keys = (version.terminals.get(term) for version in self._versions)
            self._terminals[term] = _Terminal(next((key for key in keys if key), b""))
        return self._terminals[term]

    def _check_rights(self, dir_version: int) -> None:
        """Judge what stands since the last seal, by the versions in force between the seals."""
        in_force = self._versions[self._dir_version - 1 : dir_version]
        for seq, entry in self._unsealed:
            reason = "書いた人に、その時その操作をする権限がありませんでした"
            need(not entry.raw("actor") or _allowed(entry, in_force), reason, seq)
        self._unsealed.clear()


def _allowed(entry: Members, in_force: Sequence[Version]) -> bool:
    at, kid = entry.moment("t"), entry.text("actor")
    roles = ROLES.get(entry.text("act"), _ALL) if entry.raw("res") == "ok" else _ALL
    accounts = [version.accounts[kid] for version in in_force if kid in version.accounts]
    return any(account.in_time(at) and account.roles & roles for account in accounts)
