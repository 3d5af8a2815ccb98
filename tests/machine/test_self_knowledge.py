"""What the process knows of itself: its sockets and its libraries."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.machine.connections import entries, own_connections
from desktop.machine.first_line import HEARD, Hearing
from desktop.machine.libraries import foreign_libraries, loaded_libraries, trusted_places
from tests.conftest import PROJECT
from tests.machine.windows import UNDER_WINE

FAMILIES = [
    (socket.AF_INET, socket.SOCK_STREAM, "tcp", "127.0.0.1"),
    (socket.AF_INET, socket.SOCK_DGRAM, "udp", "127.0.0.1"),
    (socket.AF_INET6, socket.SOCK_STREAM, "tcp6", "::1"),
    (socket.AF_INET6, socket.SOCK_DGRAM, "udp6", "::1"),
]


@pytest.mark.skipif(UNDER_WINE, reason="Wine names no owner of a socket here, and no UDP or IPv6")
@pytest.mark.parametrize(("family", "kind", "name", "host"), FAMILIES)
def test_an_open_internet_socket_of_ours_is_counted_with_its_port(
    family: int, kind: int, name: str, host: str
) -> None:
    before = own_connections()
    with socket.socket(family, kind) as opened:
        try:
            opened.bind((host, 0))
        except OSError:
            pytest.skip(f"this machine has no {name}")
        if kind == socket.SOCK_STREAM:
            opened.listen()
        port = opened.getsockname()[1]

        assert set(own_connections()) - set(before) == {f"{name} {port}"}
    assert f"{name} {port}" not in own_connections()


@pytest.mark.skipif(sys.platform != "win32", reason="Linux is asked in another way")
def test_windows_table_holds_the_port_of_a_listening_socket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port = opened.getsockname()[1]
        assert ("tcp", port) in {(name, local) for name, local, _owner in entries()}
    assert port not in {local for _name, local, _owner in entries()}


def test_the_socket_of_another_process_is_not_ours() -> None:
    program = (
        "import socket, sys; s = socket.create_server(('127.0.0.1', 0));"
        "print(s.getsockname()[1], flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        port = other.stdout.readline().strip()
        assert f"tcp {port}" not in own_connections()
        other.communicate("")


def test_the_hook_tells_sockets_look_ups_and_the_rest_apart() -> None:
    hearing = Hearing()

    for event, arguments in (
        ("socket.__new__", (None, 2, 1, 0)),
        ("socket.__new__", (None, 1, 1, 0)),
        ("socket.getaddrinfo", ("example.jp", 80)),
        ("socket.connect", ()),
        ("socket.gethostname", ()),
        ("open", ("x",)),
    ):
        hearing.hear(event, arguments)

    assert (hearing.sockets, hearing.lookups) == (["socket.__new__ 2"], ["socket.getaddrinfo"])
    assert hearing.others == ["socket.connect"]
    assert hearing.own_name == ["socket.gethostname"]


def heard(arguments: str, program: str) -> str:
    line = f"import sys; sys.argv = {arguments!r}.split()\n"
    told = line + "from desktop.machine.first_line import HEARD\n" + program
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_only_the_self_test_is_listened_to() -> None:
    assert HEARD is None
    opens = "import socket; socket.socket().close(); print(HEARD and len(HEARD.sockets))"

    assert heard("kuracho", opens) == "None"
    assert heard("kuracho selftest out.json", opens) == "1"


def test_the_interpreter_and_qt_are_among_the_loaded_libraries() -> None:
    names = {path.name.lower() for path in loaded_libraries()}

    assert any(name.startswith(("python3", "libpython3", "libc.so")) for name in names)
    assert all(path.is_absolute() for path in loaded_libraries())


def test_a_library_from_a_folder_of_the_user_is_foreign(tmp_path: Path) -> None:
    places = trusted_places((tmp_path / "Kuracho",), os.environ)
    own = tmp_path / "Kuracho" / "_internal" / "a.dll"
    beside = tmp_path / "Kuracho-2" / "a.dll"
    planted = tmp_path / "Downloads" / "version.dll"

    assert foreign_libraries((own, beside, planted), places) == (beside, planted)


@pytest.mark.skipif(sys.platform != "win32", reason="the case of a path means nothing there")
def test_windows_names_are_compared_without_case() -> None:
    places = trusted_places((), {"SystemRoot": r"C:\Windows"})

    assert foreign_libraries((Path(r"c:\WINDOWS\System32\kernel32.dll"),), places) == ()
