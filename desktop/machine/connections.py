"""The internet sockets of this process as the operating system counts them, whoever opened them.

Linux: the inodes of ``/proc/self/fd`` in the tables of ``/proc/self/net``. Windows: the TCP and
UDP tables of ``iphlpapi`` by process id.
"""

import ctypes
import os
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_SOCKET = re.compile(r"socket:\[(\d+)\]")
_PROTOCOLS = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
_INODE_COLUMN = 9
_TCP_BY_OWNER, _UDP_BY_OWNER = 5, 1
_MORE = 122  # ERROR_INSUFFICIENT_BUFFER

# name, address family, function, table class, size of a row, places of local port and process id
_TABLES = (
    ("tcp", 2, "GetExtendedTcpTable", _TCP_BY_OWNER, 24, 8, 20),
    ("tcp6", 23, "GetExtendedTcpTable", _TCP_BY_OWNER, 56, 20, 52),
    ("udp", 2, "GetExtendedUdpTable", _UDP_BY_OWNER, 12, 4, 8),
    ("udp6", 23, "GetExtendedUdpTable", _UDP_BY_OWNER, 28, 20, 24),
)


def own_connections() -> tuple[str, ...]:
    """One text such as ``tcp 8080`` (protocol and local port) for each internet socket.

    Raises:
        OSError: the system does not tell.
    """
    if sys.platform == "win32":
        return tuple(f"{name} {port}" for name, port, owner in entries() if owner == os.getpid())
    return tuple(_linux())


def _linux() -> Iterator[str]:
    inodes = set()
    for handle in Path("/proc/self/fd").iterdir():
        try:
            found = _SOCKET.fullmatch(str(handle.readlink()))
        except FileNotFoundError:  # the handle by which the folder is being read
            continue
        if found:
            inodes.add(found[1])
    for protocol in _PROTOCOLS:
        table = Path("/proc/self/net") / protocol
        if not table.is_file():  # a kernel without IPv6
            continue
        for line in table.read_text("ascii").splitlines()[1:]:
            columns = line.split()
            if columns[_INODE_COLUMN] in inodes:
                yield f"{protocol} {int(columns[1].rpartition(':')[2], 16)}"


def entries() -> Iterator[tuple[str, int, int]]:
    """Windows: protocol, local port and process id of every internet socket of this machine."""
    for name, family, function, kind, row, port_at, owner_at in _TABLES:
        content = _table(function, family, kind)
        (count,) = struct.unpack_from("<I", content, 0)
        for number in range(count):
            start = 4 + number * row
            (owner,) = struct.unpack_from("<I", content, start + owner_at)
            (port,) = struct.unpack_from(">H", content, start + port_at)
            yield name, port, owner


def _table(function: str, family: int, kind: int) -> bytes:
    """One table; its size changes while one asks, so it is asked for until it fits."""
    if sys.platform != "win32":
        raise NotImplementedError
    ask = getattr(ctypes.WinDLL("iphlpapi"), function)
    size = ctypes.c_ulong(0)
    buffer = ctypes.create_string_buffer(4)
    error = ask(None, ctypes.byref(size), False, family, kind, 0)  # noqa: FBT003 - a C function
    while error == _MORE:
        buffer = ctypes.create_string_buffer(max(size.value, 4))
        error = ask(buffer, ctypes.byref(size), False, family, kind, 0)  # noqa: FBT003
    if error:
        raise OSError(error, function)
    return buffer.raw
