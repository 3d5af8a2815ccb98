"""The group of the people who use this machine's stores is made once, by an administrator."""

import sys

import pytest

from desktop.domain.setup_errors import GroupNotMadeError, SetupRightsError
from desktop.machine.local_group import ensure_group

windows = pytest.mark.skipif(sys.platform != "win32", reason="local groups are Windows' own")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has such groups")
def test_away_from_windows_there_is_no_such_group() -> None:
    with pytest.raises(GroupNotMadeError) as refused:
        ensure_group("Kuracho Users", "")

    assert refused.value.details == {"group": "Kuracho Users", "number": 0}


@windows
def test_a_group_that_is_there_is_left_as_it_is() -> None:
    assert ensure_group(r"BUILTIN\Users", "") is False


@windows
def test_a_name_windows_does_not_take_is_refused() -> None:
    # a group's name may not hold these signs; without the right Windows says so first
    with pytest.raises((GroupNotMadeError, SetupRightsError)):
        ensure_group('a"b[c]', "")
