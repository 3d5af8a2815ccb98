"""The sheets and slips say what they must, on the page, within its edges."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from desktop.domain.errors import AppError, FontUnreadableError, PdfUnreadableError
from desktop.paper import wording
from desktop.paper.draw import Imprint, Paper
from desktop.paper.error_sheet import CellError, ErrorSheet, draw_error_sheet
from desktop.paper.export_slip import ExportSlip, draw_export_slip
from desktop.paper.fingerprint_page import FingerprintPage, draw_fingerprint_page
from desktop.paper.fonts import Face, Fonts
from desktop.paper.import_result import ColumnTotal, ImportResult, SheetCount, draw_import_result
from desktop.paper.preview import page_count, pages
from desktop.paper.recovery_sheet import RecoverySheet, draw_recovery_sheet
from desktop.ui.messages.paper import REFUSALS

GROUPS = ("7K2M", "9QXV", "0B4T", "HZ8E", "W1RC", "5NPJ", "3DYS", "6GFA")
POINT = 72 / 25.4

Texts = Callable[[bytes], list[str]]


@pytest.fixture(scope="session")
def recovery(imprint: Imprint) -> RecoverySheet:
    return RecoverySheet(
        imprint, "-".join(GROUPS), 1, 3, 2, GROUPS, "T4", "総務課長 鈴木 一郎", "令和8年11月25日"
    )


@pytest.fixture(scope="session")
def result(imprint: Imprint) -> ImportResult:
    return ImportResult(
        imprint=imprint,
        number="取込-000017",
        ledger="児童手当 受給者台帳",
        book="名簿（最新）.xlsx",
        book_sha256="9f2c44e1" * 8,
        period="2026-11-25 09:02 ～ 09:14",
        done_by="農政課 佐々木",
        sheets=(SheetCount("一覧", 1204, 1187, 31, 12, 5), SheetCount("凡例", 13, 0, 0, 0, 13)),
        totals=(ColumnTotal("支給額", "18,450,000", "18,450,000"),),
        checkpoint=GROUPS,
    )


@pytest.fixture(scope="session")
def slip(imprint: Imprint) -> ExportSlip:
    return ExportSlip(
        imprint=imprint,
        request_id="018f3c2a77d1",
        package_id="a1b2c3d4e5f60718",
        ledger="児童手当 受給者台帳",
        purpose="現況確認書類の発送",
        legal_basis="条例第7条",
        recipient="架空市 総務課",
        records=1187,
        columns=("宛名番号", "氏名", "住所"),
        medium_no="USB-福-04",
        requested_by="窓口担当 山田 花子",
        approved_by="福祉課長 高橋 三郎",
        not_after="2026-12-09 09:41",
        checkpoint=GROUPS,
    )


@pytest.fixture(scope="session")
def every_paper(
    imprint: Imprint,
    fonts: Fonts,
    recovery: RecoverySheet,
    result: ImportResult,
    slip: ExportSlip,
) -> dict[str, Paper]:
    """Each document, with texts longer than anyone would wish."""
    long = "とても長い文字列がここに入ります。" * 12
    errors = tuple(CellError(f"D{row}", long[:40], long[:90], long) for row in range(40))
    return {
        "recovery": draw_recovery_sheet(replace(recovery, custodian=long[:60]), fonts),
        "fingerprint": draw_fingerprint_page(
            FingerprintPage(imprint, "".join(GROUPS), (long[:50], long[:50]), "令和8年"), fonts
        ),
        "errors": draw_error_sheet(ErrorSheet(imprint, long, "一覧", errors), fonts),
        "import": draw_import_result(replace(result, notes=(long,) * 30), fonts),
        "slip": draw_export_slip(replace(slip, purpose=long, columns=(long[:20],) * 40), fonts),
    }


def characters(pdf: bytes) -> Iterator[tuple[float, float, float, float, float, float]]:
    """Each character's box (left, bottom, right, top) and the size of its page."""
    document = PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            yield (*text.get_charbox(index), width, height)
        text.close()
        page.close()
    document.close()


def test_no_word_stands_in_the_binding_margin_or_beyond_an_edge(
    every_paper: dict[str, Paper],
) -> None:
    for name, paper in every_paper.items():
        for left, bottom, right, top, width, height in characters(paper.pdf):
            if right > left:
                assert left >= 24.5 * POINT, name
                assert right <= width - 14 * POINT, name
                assert bottom >= 4 * POINT, name
                assert top <= height - 5 * POINT, name


def test_a_long_unit_and_many_substitutes_stay_on_the_page(
    slip: ExportSlip, imprint: Imprint, fonts: Fonts
) -> None:
    long = replace(imprint, unit="とても長い名前の課" * 9, printed_by="とても長い肩書の人" * 9)
    signs = "☐☑𪚥𪛖𪜀𪜁"
    paper = draw_export_slip(replace(slip, imprint=long, purpose=signs * 90), fonts)

    assert [one.sign for one in paper.substituted] == list(signs)
    assert paper.pages > 1
    for left, bottom, right, top, width, height in characters(paper.pdf):
        if right > left:
            assert left >= 24.5 * POINT
            assert right <= width - 14 * POINT
            assert bottom >= 2.5 * POINT
            assert top <= height - 3 * POINT


def test_a_recovery_sheet_is_one_page_with_its_code_and_its_rules(
    recovery: RecoverySheet, fonts: Fonts, texts: Texts
) -> None:
    paper = draw_recovery_sheet(recovery, fonts)
    (page,) = texts(paper.pdf)
    together = "".join(page.split())

    assert "復旧シート1/3" in together
    assert all(group in together for group in GROUPS)
    assert "T4" in together
    assert "別々の保管者" in page
    assert "総務課長 鈴木 一郎" in page
    assert "-".join(GROUPS) in page


def test_the_code_of_a_recovery_sheet_is_in_no_representation(recovery: RecoverySheet) -> None:
    shown = repr(replace(recovery, store_fingerprint=""))

    assert not any(group in shown for group in GROUPS)
    assert "T4" not in shown


def test_the_fingerprint_page_groups_the_code(imprint: Imprint, fonts: Fonts, texts: Texts) -> None:
    page = FingerprintPage(imprint, "".join(GROUPS), ("甲", "乙"), "令和8年11月25日")

    together = "".join("".join(texts(draw_fingerprint_page(page, fonts).pdf)).split())

    assert all(group in together for group in GROUPS)


def test_an_error_sheet_shows_each_cell_as_it_was_written(
    imprint: Imprint, fonts: Fonts, texts: Texts
) -> None:
    rows = (
        CellError("D7", "生年月日", "昭和100年2月30日", "実在しない日付です。"),
        CellError("E9", "氏名", "渡邊\U000e0108 ☐", "文字の一部を印字できません。"),
    )

    paper = draw_error_sheet(ErrorSheet(imprint, "名簿.xlsx", "一覧", rows), fonts)
    (page,) = texts(paper.pdf)

    assert all(text in page for row in rows for text in (row.cell, row.label, row.text, row.why))
    assert "誤り 2 件" in page
    assert [one.sign for one in paper.substituted] == ["邊\U000e0108", "☐"]


def test_a_text_longer_than_a_page_loses_nothing(
    imprint: Imprint, fonts: Fonts, texts: Texts
) -> None:
    signs = [chr(code) for code in range(0x4E00, 0x5A00) if not fonts.missing(chr(code))]
    rows = (CellError("D7", "備考", "".join(signs), "長い。"),)

    paper = draw_error_sheet(ErrorSheet(imprint, "名簿.xlsx", "一覧", rows), fonts)

    assert paper.pages > 1
    assert set(signs) <= set("".join(texts(paper.pdf)))


def test_an_import_that_balances_is_reported_as_such(
    result: ImportResult, fonts: Fonts, texts: Texts
) -> None:
    (page,) = texts(draw_import_result(result, fonts).pdf)

    assert "1,217" in page
    assert "不一致" not in page
    assert wording.IMPORT_STATEMENT in page
    assert all(label in page for label in ("担当", "係長", "課長", "取込結果報告書"))


def test_a_row_unaccounted_for_or_another_total_is_printed_as_unbalanced(
    result: ImportResult, fonts: Fonts, texts: Texts
) -> None:
    lost_row = replace(result, sheets=(SheetCount("一覧", 10, 9, 0, 0, 0),))
    lost_yen = replace(result, totals=(ColumnTotal("支給額", "100", "99"),))

    for wrong in (lost_row, lost_yen):
        (page,) = texts(draw_import_result(wrong, fonts).pdf)
        assert "不一致" in page
        assert wording.IMPORT_STATEMENT not in page


def test_a_finished_migration_has_its_own_title(
    result: ImportResult, fonts: Fonts, texts: Texts
) -> None:
    paper = draw_import_result(replace(result, completes_migration=True), fonts)

    assert "移行完了報告書" in texts(paper.pdf)[0]


def test_the_receipt_repeats_what_was_handed_over(
    slip: ExportSlip, fonts: Fonts, texts: Texts
) -> None:
    (page,) = texts(draw_export_slip(slip, fonts).pdf)

    above, below = page.split("切り取り線")
    assert "福祉課長 高橋 三郎" in above
    assert "  ".join(GROUPS) in above
    for number in ("018f 3c2a 77d1", "a1b2 c3d4 e5f6 0718", slip.medium_no, "1,187 件"):
        assert number in above
        assert number in below


def test_every_sentence_of_the_room_can_be_printed(fonts: Fonts) -> None:
    sentences = [repr(value) for name, value in vars(wording).items() if name.isupper()]

    assert len(sentences) > 60
    for face in Face:
        assert fonts.missing("".join(sentences), face) == ()


def test_the_preview_is_the_page_in_memory(every_paper: dict[str, Paper]) -> None:
    paper = every_paper["recovery"]

    (image,) = pages(paper.pdf, dpi=72)

    assert (image.width, image.height) == (596, 842)
    assert len(image.rgba) == image.width * image.height * 4
    assert set(image.rgba[3::4]) == {255}
    assert 0.005 < sum(value < 128 for value in image.rgba[::4]) / (596 * 842) < 0.2


def test_the_preview_gives_the_pages_asked_for(every_paper: dict[str, Paper]) -> None:
    paper = every_paper["errors"]

    assert page_count(paper.pdf) == paper.pages > 2
    assert len(pages(paper.pdf, dpi=30, first=1, count=1)) == 1
    assert len(pages(paper.pdf, dpi=30)) == paper.pages
    assert pages(paper.pdf, dpi=30, first=1, count=1)[0] == pages(paper.pdf, dpi=30)[1]


@pytest.mark.parametrize("untrusted", [b"", b"%PDF-1.7\nnonsense", b"PK\x03\x04"])
def test_what_is_no_pdf_is_not_shown(untrusted: bytes) -> None:
    with pytest.raises(PdfUnreadableError):
        pages(untrusted)


@pytest.mark.parametrize("refusal", [FontUnreadableError, PdfUnreadableError])
def test_each_refusal_has_its_sentence(refusal: type[AppError]) -> None:
    sentence = REFUSALS[refusal.code].sentence({"file": "own.ttf"})

    assert sentence.endswith(f"({REFUSALS[refusal.code].number})")
