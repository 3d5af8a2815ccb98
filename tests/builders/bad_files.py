"""Files that look like a workbook and are none we can read, each by what is wrong with it."""

import io
import secrets
import zipfile
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

PASSWORD = "himitsu-no-kotoba-8"
_BOMB = 64 << 20
_ACCESS = bytes.fromhex("00010000") + b"Standard ACE DB\0" + bytes(4096)


def empty_sheet() -> bytes:
    """A workbook whose only sheet has nothing on it."""
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


def encrypted(content: bytes) -> bytes:
    """The workbook under a password, as the office program writes it."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(PASSWORD, target)
    return target.getvalue()


def zip_bomb(content: bytes) -> bytes:
    """The workbook with a part that unpacks to a thousand times its size."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bmp", bytes(_BOMB))
    return target.getvalue()


def renamed_document() -> bytes:
    """A text document of the same office program, renamed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return target.getvalue()


def bad_files(good: Path) -> dict[str, bytes]:
    """Refusal's code and what is wrong → the bytes."""
    content = good.read_bytes()
    return {
        "import.not-a-workbook a picture": b"\x89PNG\r\n\x1a\n" + secrets.token_bytes(5000),
        "import.not-a-workbook a paper": b"%PDF-1.7\n" + secrets.token_bytes(5000),
        "import.not-a-workbook a document": renamed_document(),
        "import.saved-web-page": b"<html><table><tr><td>1</td></tr></table></html>",
        "import.access-file": _ACCESS,
        "import.empty-file": b"",
        "import.empty-workbook": empty_sheet(),
        "import.password-needed": encrypted(content),
        "import.damaged half a file": content[: len(content) // 2],
        "import.damaged nearly whole": content[:-30],
        "import.zip-bomb": zip_bomb(content),
    }
