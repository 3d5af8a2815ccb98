"""A release list: one encoding, paths that stay inside, a golden file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto.signing import sign_json
from desktop.domain import cj1
from desktop.domain.errors import AppError, MalformedDocumentError, UnknownVersionError
from desktop.domain.releases import ListedFile, Release, require_path
from desktop.usecases.release_check import read_release
from tests.builders.programs import BUILD, KEY, MADE

GOLDEN = Path(__file__).parents[1] / "golden" / "files" / "release.json"
FILE = ListedFile("Kuracho.exe", 1, bytes(32))
EXAMPLE = Release(
    "0.1.0",
    BUILD,
    MADE,
    (
        ListedFile("Kuracho.exe", 6, bytes(range(32))),
        ListedFile("_internal/resources/help/導入.md", 0, bytes(32)),
        ListedFile("kuracho-reader.exe", 2**40, bytes(range(32, 64))),
    ),
)


def changed(**members: object) -> dict[str, object]:
    return {**dict(EXAMPLE.to_json()), **members}  # type: ignore[arg-type,call-overload]  # an object


def with_paths(*paths: str) -> dict[str, object]:
    files = [{"path": path, "size": 1, "sha256": "00" * 32} for path in paths]
    return changed(files=files)


def test_the_format_is_final() -> None:
    assert GOLDEN.read_bytes() == sign_json("release", EXAMPLE.to_json(), [KEY])
    assert read_release(GOLDEN.read_bytes(), KEY.public.hex()) == EXAMPLE


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "..", "../x.dll", "a/../../x", "a/./x", "/etc/x", "a//x", "a/", "C:/x", "C:x",
        "a\\x", "\\\\host\\share\\x", "x.dll:stream", "a*", "a?", "x\n", "x\x00", "x\u202etxt.exe",
        "x.dll.", "x.dll ", " x", "release.json", "Release.JSON", "a/" * 150 + "x",
    ],
)  # fmt: skip
def test_a_path_that_leaves_the_folder_or_changes_on_windows_is_refused(path: str) -> None:
    with pytest.raises(MalformedDocumentError):
        Release.from_json(with_paths(path))


def test_paths_of_the_same_name_in_another_case_or_order_are_refused() -> None:
    for paths in (("a.dll", "a.dll"), ("A.dll", "a.dll"), ("b", "a"), ()):
        with pytest.raises(MalformedDocumentError):
            Release.from_json(with_paths(*paths))
    assert Release.from_json(with_paths("a.dll", "b.dll")).files[1].path == "b.dll"


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"v": 2}, UnknownVersionError),
        ({"product": "other"}, MalformedDocumentError),
        ({"note": ""}, MalformedDocumentError),
        ({"made": "2026-11-25"}, MalformedDocumentError),
        ({"files": [{"path": "a", "size": -1, "sha256": "00" * 32}]}, MalformedDocumentError),
        ({"files": [{"path": "a", "size": 1, "sha256": "00" * 31}]}, MalformedDocumentError),
    ],
)
def test_another_shape_is_refused(members: dict[str, object], kind: type[AppError]) -> None:
    with pytest.raises(kind):
        Release.from_json(changed(**members))


NAMES = st.text("abcABC０漢-_ ", min_size=1, max_size=6).filter(lambda t: t.strip(" ") == t and t)


@given(st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join),
                       st.tuples(st.integers(0, 2**50), st.binary(min_size=32, max_size=32)),
                       min_size=1, max_size=5))  # fmt: skip
def test_a_list_comes_back_as_it_was_written(files: dict[str, tuple[int, bytes]]) -> None:
    if len({path.casefold() for path in files}) != len(files):
        return
    listed = tuple(ListedFile(path, *files[path]) for path in sorted(files))
    release = Release("1", "b", MADE, listed)

    assert Release.from_json(cj1.decode(cj1.encode(release.to_json()))) == release


def test_programs_are_told_from_data() -> None:
    assert all(map(_runs, ("a.EXE", "x/y.dll", "z.pyd", "_internal/base_library.zip")))
    assert not any(map(_runs, ("x.json", "x.zip", "dll", "resources/x.ttf")))


def _runs(path: str) -> bool:
    return ListedFile(require_path(path), 0, b"").is_program
