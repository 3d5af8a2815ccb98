"""The verdict on logs: whole ones pass, each tampering is named by its first bad entry."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.crypto.chain import sign_entry
from desktop.crypto.signing import SigningKey
from desktop.domain.audit import Act, AuditBody, Head
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.directory import fingerprint
from desktop.domain.documents import from_base64
from desktop.domain.ids import grouped
from desktop.domain.people import Account, Role, Status
from desktop.domain.rights import ROLE_RIGHTS, Right
from desktop.verify.chain import ROLES
from desktop.verify.main import Verdict, main, verify
from tests.transfer.units import FOUNDED, NOW, Unit, seed, unit
from tests.verify.logs import Log, entry_lines, good_log, write

UNIT = unit("監査", 0)
GOOD = good_log(UNIT)
INDEX = {seq: index for index, seq in entry_lines(GOOD.lines)}


def judged(tmp_path: Path, lines: list[bytes], log: Log = GOOD) -> Verdict:
    return verify(write(log, tmp_path, lines))


def reauthored(lines: list[bytes], first: int, key: SigningKey) -> list[bytes]:
    """An insider's work: entry ``first`` changed, all that follow linked and signed anew by him."""
    changed, head = list(lines), Head()
    for index, seq in entry_lines(lines):
        line = AuditLine.from_bytes(lines[index])
        body = AuditBody.from_bytes(line.body)
        if seq >= first:
            entry = sign_entry(
                AuditBody(
                    body.log, seq, head.hash, body.t, body.term, body.sess, key.kid,
                    Act.VIEW if seq == first else body.act, body.obj, body.res,
                ),
                key,
            )  # fmt: skip
            changed[index] = AuditLine(LineKind.ENTRY, entry.body, entry.sig).to_bytes()
            head = Head(seq, entry.hash)
        else:
            head = Head(seq, sign_entry(body, key).hash)
    return changed


# ── whole ──────────────────────────────────────────────────────────────────────────────


def test_a_whole_log_is_right_and_says_how_far_it_is_sealed(tmp_path: Path) -> None:
    verdict = judged(tmp_path, GOOD.lines)

    assert verdict.ok
    assert verdict.first_bad is None
    assert verdict.lines[0] == "正しい：記録 14件、封印 3個、職員名簿 1版。"
    assert verdict.lines[1] == "12番まで封印済み。封印されていない記録は 2件。"
    assert "記録にある最後の持出：2026-11-25 12:05" in verdict.lines[2]
    assert len(verdict.lines) == 4


def test_a_copy_of_the_log_alone_is_judged_by_the_directory_beside_it(tmp_path: Path) -> None:
    (copy,) = (write(GOOD, tmp_path) / "audit").glob("*.jsonl")

    assert verify(copy).ok


def test_a_log_in_two_files_is_one_log(tmp_path: Path) -> None:
    folder = write(GOOD, tmp_path, GOOD.lines[:6])
    (copy,) = (folder / "audit").glob("*.jsonl")
    (folder / "audit" / copy.name.replace("0001", "0002")).write_bytes(b"".join(GOOD.lines[6:]))

    assert verify(folder).ok


def test_the_terminal_may_write_when_nobody_is_signed_in(tmp_path: Path) -> None:
    log = good_log(UNIT)
    log.add("", Act.LOGIN_FAILED, key=log.terminal_key()).seal()

    assert judged(tmp_path, log.lines, log).ok


def test_a_clock_set_back_is_noted_not_refused(tmp_path: Path) -> None:
    log = good_log(UNIT)
    log.now -= timedelta(hours=1)
    log.add("clerk", Act.VIEW).seal()

    verdict = judged(tmp_path, log.lines, log)

    assert verdict.ok
    assert verdict.lines[-1] == "15番で時計が10分より多く戻っています。"


@pytest.mark.parametrize("kept", [1, 40, -2, -1])
def test_a_last_line_that_a_kill_cut_off_is_noted(kept: int, tmp_path: Path) -> None:
    verdict = judged(tmp_path, [*GOOD.lines[:-1], GOOD.lines[-1][:kept]])

    assert verdict.ok
    assert verdict.lines[0].startswith("正しい：記録 13件")
    assert "書きかけ" in verdict.lines[-1]


# ── bytes and order ────────────────────────────────────────────────────────────────────


def test_every_changed_byte_is_found_at_its_entry(tmp_path: Path) -> None:
    for index, seq in entry_lines(GOOD.lines):
        for place in [*range(0, len(GOOD.lines[index]), 37), len(GOOD.lines[index]) - 1]:
            line = bytearray(GOOD.lines[index])
            line[place] ^= 1 << (place % 7)
            lines = [*GOOD.lines[:index], bytes(line), *GOOD.lines[index + 1 :]]
            verdict = judged(tmp_path, lines)
            assert (verdict.ok, verdict.first_bad) == (False, seq), (seq, place)


def test_every_changed_byte_of_a_seal_is_found(tmp_path: Path) -> None:
    entries = set(INDEX.values())
    for index in set(range(len(GOOD.lines))) - entries:
        for place in range(0, len(GOOD.lines[index]), 37):
            line = bytearray(GOOD.lines[index])
            line[place] ^= 1 << (place % 7)
            assert not judged(
                tmp_path, [*GOOD.lines[:index], bytes(line), *GOOD.lines[index + 1 :]]
            ).ok


@pytest.mark.parametrize("seq", range(1, 14))
def test_a_removed_entry_is_named(seq: int, tmp_path: Path) -> None:
    index = INDEX[seq]

    verdict = judged(tmp_path, GOOD.lines[:index] + GOOD.lines[index + 1 :])

    # the last one before a seal is missed by the seal, any other by the entry that follows
    sealed = {1: 1, 6: 2, 12: 7}
    assert (verdict.ok, verdict.first_bad) == (False, sealed.get(seq, seq))


@pytest.mark.parametrize("seq", range(1, 15))
def test_an_entry_put_in_twice_is_named(seq: int, tmp_path: Path) -> None:
    index = INDEX[seq] + 1

    verdict = judged(tmp_path, [*GOOD.lines[:index], GOOD.lines[index - 1], *GOOD.lines[index:]])

    assert (verdict.ok, verdict.first_bad) == (False, seq + 1)


def test_two_entries_in_another_order_are_named(tmp_path: Path) -> None:
    lines = list(GOOD.lines)
    lines[INDEX[3]], lines[INDEX[4]] = lines[INDEX[4]], lines[INDEX[3]]

    assert judged(tmp_path, lines).first_bad == 3


def test_a_removed_seal_is_found_by_the_next_one(tmp_path: Path) -> None:
    index = INDEX[6] + 1

    verdict = judged(tmp_path, GOOD.lines[:index] + GOOD.lines[index + 1 :])

    assert (verdict.ok, verdict.first_bad) == (False, 2)


def test_a_seal_that_follows_another_seal_is_found(tmp_path: Path) -> None:
    log = good_log(UNIT)
    log.last_seal = seed("another seal")
    log.seal()

    assert judged(tmp_path, log.lines, log).first_bad == 13


@pytest.mark.parametrize("versions", [(2,), (2, 1), (3,)])
def test_a_seal_under_a_directory_that_is_not_there_or_older_is_found(
    versions: tuple[int, ...], tmp_path: Path
) -> None:
    log = good_log(UNIT.next_version() if len(versions) > 1 else UNIT)
    for version in versions:
        log.seal(dir_version=version)

    assert judged(tmp_path, log.lines, log).first_bad == (15 if len(versions) > 1 else 13)


def test_a_log_without_entries_is_not_right(tmp_path: Path) -> None:
    assert not judged(tmp_path, []).ok
    assert not verify(tmp_path / "nowhere").ok


# ── what only seals and checkpoints show ───────────────────────────────────────────────


def test_an_insider_who_links_and_signs_anew_is_caught_by_the_seal(tmp_path: Path) -> None:
    lines = reauthored(GOOD.lines, 5, UNIT.keys["clerk"])

    verdict = judged(tmp_path, lines)

    assert (verdict.ok, verdict.first_bad) == (False, 2)
    assert "封印した時と違う記録" in verdict.lines[0]


def test_a_cut_log_is_right_as_far_as_it_goes_and_a_checkpoint_shows_the_cut(
    tmp_path: Path,
) -> None:
    cut = GOOD.lines[: INDEX[12]]
    point = tmp_path / "checkpoint.json"
    point.write_bytes(GOOD.checkpoint())
    folder = write(GOOD, tmp_path / "store", cut)

    alone, anchored = verify(folder), verify(folder, checkpoints=[point])

    assert alone.ok
    assert alone.lines[1] == "6番まで封印済み。封印されていない記録は 5件。"
    assert (anchored.ok, anchored.first_bad) == (False, 12)


def test_a_log_with_its_checkpoint_is_right(tmp_path: Path) -> None:
    point = tmp_path / "checkpoint.json"
    point.write_bytes(GOOD.checkpoint())

    verdict = verify(write(GOOD, tmp_path / "store"), checkpoints=[point])

    assert verdict.ok
    assert verdict.lines[2].startswith("外の照合点と一致：14番まで(1個)。")


def test_the_unsealed_tail_is_shown_by_a_checkpoint_only(tmp_path: Path) -> None:
    point = tmp_path / "checkpoint.json"
    point.write_bytes(GOOD.checkpoint())
    folder = write(GOOD, tmp_path / "store", reauthored(GOOD.lines, 14, UNIT.keys["clerk2"]))

    assert verify(folder).ok
    assert verify(folder, checkpoints=[point]).first_bad == 14


def test_a_checkpoint_of_another_log_does_not_fit(tmp_path: Path) -> None:
    point = tmp_path / "checkpoint.json"
    other = json.loads(GOOD.checkpoint()) | {"log": seed("x").hex()[:32]}
    point.write_text(json.dumps(other, separators=(",", ":"), sort_keys=True))

    assert not verify(write(GOOD, tmp_path / "store"), checkpoints=[point]).ok


# ── authors and rights ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("by", "key"), [("boss", "clerk"), ("clerk", "stranger"), ("", "clerk")])
def test_an_entry_in_anothers_name_is_named(by: str, key: str, tmp_path: Path) -> None:
    log = good_log(UNIT)
    log.add(by, Act.LOGIN, key=UNIT.keys.get(key, SigningKey(seed("stranger")))).seal()

    verdict = judged(tmp_path, log.lines, log)

    assert (verdict.ok, verdict.first_bad) == (False, 15)
    assert "署名が合いません" in verdict.lines[0]


@pytest.mark.parametrize(
    ("by", "act"),
    [
        ("clerk", Act.EXPORT_APPROVED),
        ("clerk", Act.DISPOSE),
        ("clerk", Act.GRANT),
        ("admin", Act.VIEW),
        ("admin", Act.CORRECT),
        ("auditor", Act.EXPORT_WRITTEN),
    ],
)
def test_a_deed_without_the_right_is_named(by: str, act: Act, tmp_path: Path) -> None:
    log = good_log(UNIT).add("clerk", Act.VIEW).add(by, act).add("clerk", Act.VIEW).seal()

    verdict = judged(tmp_path, log.lines, log)

    assert (verdict.ok, verdict.first_bad) == (False, 16)


@pytest.mark.parametrize("sealed", [True, False])
def test_rights_are_those_of_the_directory_in_force(sealed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    promoted = changed(UNIT, "clerk2", roles=(Role.SUPERVISOR,))
    log = good_log(promoted)
    if sealed:
        log.add("admin", Act.DIRECTORY).seal(dir_version=2)
    log.add("clerk2", Act.EXPORT_APPROVED)
    log.seal(dir_version=2 if sealed else 1)

    verdict = judged(tmp_path, log.lines, log)

    assert (verdict.ok, verdict.first_bad) == ((True, None) if sealed else (False, 15))


@pytest.mark.parametrize(("minutes", "bad"), [(1, 15), (60, None)])
def test_who_has_left_writes_no_more(minutes: int, bad: int | None, tmp_path: Path) -> None:
    end = NOW + timedelta(minutes=minutes)
    gone = changed(UNIT, "clerk2", status=Status.RETIRED, valid_to=end)
    log = good_log(gone).seal(dir_version=2)
    log.add("clerk2", Act.VIEW).seal(dir_version=2)

    verdict = judged(tmp_path, log.lines, log)

    assert (verdict.ok, verdict.first_bad) == (bad is None, bad)


RIGHTS = {
    Act.VIEW: Right.VIEW,
    Act.INQUIRE: Right.VIEW,
    Act.CREATE: Right.CREATE,
    Act.IMPORT: Right.CREATE,
    Act.LEDGER_MADE: Right.CREATE,  # the import wizard makes a ledger's first form
    Act.FORM_PUBLISHED: Right.CREATE,  # an accepted package may widen the form it fills
    Act.PACKAGE_OPENED: Right.CREATE,
    Act.PACKAGE_RECEIVED: Right.CREATE,
    Act.CORRECT: Right.CORRECT,
    Act.VOID: Right.CORRECT,
    Act.PRINT: Right.PRINT,
    Act.DISPOSE: Right.DISPOSE,
    Act.EXPORT_REQUESTED: Right.REQUEST_EXPORT,
    Act.EXPORT_WITHDRAWN: Right.REQUEST_EXPORT,
    Act.EXPORT_WRITTEN: Right.REQUEST_EXPORT,
    Act.EXPORT_APPROVED: Right.APPROVE,
    Act.EXPORT_SENT_BACK: Right.APPROVE,
    Act.EXPORT_REJECTED: Right.APPROVE,
}


@pytest.mark.parametrize("act", RIGHTS)
def test_the_auditors_table_says_what_the_programs_table_says(act: Act) -> None:
    able = {role.value for role, rights in ROLE_RIGHTS.items() if RIGHTS[act] in rights}

    assert ROLES[act.value] == able


def test_the_auditors_table_names_no_act_the_program_does_not_know() -> None:
    assert set(ROLES) <= {act.value for act in Act}


def changed(found: Unit, uid: str, **news: object) -> Unit:
    """The unit's next directory version, in which one account is not what it was."""
    users = tuple(
        replace(user, **news) if isinstance(user, Account) and user.uid == uid else user  # type: ignore[arg-type]
        for user in found.directory.users
    )
    return found.next_version(users=users)


# ── directory and command line ─────────────────────────────────────────────────────────


def test_a_changed_directory_is_not_right(tmp_path: Path) -> None:
    folder = write(GOOD, tmp_path)
    file = folder / "directory" / "000001.json"
    content = file.read_bytes()
    for place in range(0, len(content), 29):
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 7)
        file.write_bytes(bytes(changed))
        assert not verify(folder).ok, place


@pytest.mark.parametrize("signers", [("admin",), ("boss", "clerk"), ("boss", "double")])
def test_a_directory_version_the_rule_does_not_allow_is_not_right(
    signers: tuple[str, ...], tmp_path: Path
) -> None:
    log = good_log(UNIT.next_version(signers=signers))

    verdict = judged(tmp_path, log.lines, log)

    assert not verdict.ok
    assert verdict.lines[0].startswith("正しくありません：職員名簿 第2版、")


@pytest.mark.parametrize(
    "news",
    [
        {"issued_at": FOUNDED - timedelta(seconds=1)},
        {"prev_sha256": bytes(32)},
        {"version": 3},
        {"store": "00" * 16},
    ],
)
def test_a_directory_version_that_does_not_follow_is_not_right(
    news: dict[str, object], tmp_path: Path
) -> None:
    log = good_log(UNIT.next_version(**news))  # type: ignore[arg-type]

    assert judged(tmp_path, log.lines, log).lines[0].endswith("前の版につながっていません。")


def test_two_accounts_of_one_human_do_not_make_two_signers(tmp_path: Path) -> None:
    admin = UNIT.directory.by_kid(UNIT.keys["admin"].kid)
    assert admin is not None
    alone = changed(UNIT, "double", person=admin.person)

    log = good_log(alone.next_version(signers=("admin", "double")))

    assert verify(write(good_log(alone), tmp_path / "two")).ok
    assert (
        judged(tmp_path / "three", log.lines, log)
        .lines[0]
        .startswith("正しくありません：職員名簿 第3版、")
    )


def test_nobody_administers_and_audits(tmp_path: Path) -> None:
    both = (Role.ADMINISTRATOR, Role.AUDITOR)
    log = good_log(changed(UNIT, "auditor", roles=both))

    assert judged(tmp_path, log.lines, log).lines[0].endswith("一人が管理と監査を兼ねています。")


def test_the_fingerprint_on_paper_tells_a_swapped_store(tmp_path: Path) -> None:
    folder = write(GOOD, tmp_path)
    mark = grouped(fingerprint(UNIT.files[0]))

    assert verify(folder, mark).ok
    assert verify(folder, mark.lower().replace("-", " ")).ok
    assert verify(folder, mark.replace("0", "o").replace("1", "I")).ok
    assert not verify(folder, grouped(fingerprint(unit("別", 0).files[0]))).ok


def test_the_command_prints_a_verdict_and_an_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(GOOD, tmp_path)

    assert main([str(folder)]) == 0
    assert capsys.readouterr().out.startswith("正しい：記録 14件")
    write(GOOD, tmp_path, GOOD.lines[: INDEX[7]] + GOOD.lines[INDEX[8] :])
    assert main([str(folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["first_bad"]) == (False, 7)
    assert found["lines"] == ["7番の記録に食い違い：番号が続いていません(次は7番のはずです)。"]


def test_bodies_say_what_the_program_wrote() -> None:
    bodies = [
        AuditBody.from_bytes(from_base64(json.loads(GOOD.lines[index])["body"]))
        for index in INDEX.values()
    ]

    assert [body.seq for body in bodies] == list(range(1, 15))
