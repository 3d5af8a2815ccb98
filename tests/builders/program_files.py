"""A Windows program file of one section that nobody can run, for signing and installing."""

import struct
from pathlib import Path

_CODE = 512


def program_file(path: Path, code: bytes = b"\xc3", *, library: bool = False) -> Path:
    """Write a well-formed 64-bit PE with this code; its path."""
    head = b"MZ" + bytes(58) + struct.pack("<I", 64)
    kind = 0x2022 if library else 0x0022
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, kind)
    optional = struct.pack(
        "<HBBIIIIIQIIHHHHHHIIIIHHQQQQII",
        0x20B, 14, 0, _CODE, 0, 0, 0x1000, 0x1000, 0x140000000, 0x1000, 512, 6, 0, 0, 0, 6, 0, 0,
        0x2000, 512, 0, 2, 0, 1 << 20, 1 << 12, 1 << 20, 1 << 12, 0, 16,
    )  # fmt: skip
    section = b".text\0\0\0" + struct.pack(
        "<IIIIIIHHI", _CODE, 0x1000, _CODE, 512, 0, 0, 0, 0, 0x60000020
    )
    start = head + coff + optional + bytes(16 * 8) + section
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(start.ljust(512, b"\0") + code.ljust(_CODE, b"\xcc"))
    return path
