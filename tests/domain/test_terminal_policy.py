"""The terminal's policy file: what it may say is taken, anything else is refused by its name."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cj1 import Json
from desktop.domain.terminal_policy import (
    MEMBERS,
    TerminalPolicy,
    TerminalPolicyError,
    terminal_policy,
)

HOME = r"D:\Kuracho" if sys.platform == "win32" else "/srv/kuracho"


def test_what_a_policy_says_is_taken() -> None:
    found = terminal_policy(
        {"v": 1, "home": HOME, "veil_minutes": 1, "lock_minutes": 5, "allow_capture": True}
    )

    assert found == TerminalPolicy(HOME, 1, 5, allow_capture=True)


def test_a_policy_may_say_nothing() -> None:
    assert terminal_policy({"v": 1}) == TerminalPolicy()


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ([], "{}"),
        ({}, "v"),
        ({"v": 2}, "v"),
        ({"v": 1, "lock_minute": 5}, "lock_minute"),
        ({"v": 1, "lock_minutes": 4}, "lock_minutes"),
        ({"v": 1, "lock_minutes": 16}, "lock_minutes"),
        ({"v": 1, "lock_minutes": True}, "lock_minutes"),
        ({"v": 1, "veil_minutes": 4}, "veil_minutes"),
        ({"v": 1, "allow_capture": "true"}, "allow_capture"),
        ({"v": 1, "home": "Kuracho"}, "home"),
        ({"v": 1, "home": None}, "home"),
    ],
)
def test_anything_else_is_refused_by_its_name(value: Json, named: str) -> None:
    with pytest.raises(TerminalPolicyError) as refused:
        terminal_policy(value)

    assert refused.value.details["member"] == named


@given(st.text(min_size=1).filter(lambda name: name != "v" and name not in MEMBERS))
def test_no_other_member_is_ever_passed_over(name: str) -> None:
    with pytest.raises(TerminalPolicyError):
        terminal_policy({"v": 1, name: 1})
