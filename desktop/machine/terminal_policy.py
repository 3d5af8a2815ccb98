"""Where the policy file of this terminal lies, and reading it."""

import sys
from collections.abc import Callable
from pathlib import Path

from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.terminal_policy import (
    PolicyOpenError,
    TerminalPolicy,
    TerminalPolicyError,
    terminal_policy,
)
from desktop.machine.keepers import kept_by_administrators

if sys.platform == "win32":
    from desktop.machine.windows_places import program_data

POLICY_FILE = "policy.json"


def policy_file() -> Path:
    """The one place of the policy file, whatever a person's variables say."""
    if sys.platform == "win32":
        return program_data() / "Kuracho" / POLICY_FILE
    return Path("/etc/kuracho", POLICY_FILE)


def read_terminal_policy(
    file: Path, kept: Callable[[Path], bool] = kept_by_administrators
) -> TerminalPolicy:
    """The policy of ``file``; no file is a policy that says nothing.

    Raises:
        PolicyOpenError: others than the machine's administrators may change it.
        TerminalPolicyError: the file cannot be read, or says what no policy may say.
    """
    try:
        content = file.read_bytes()
        trusted = kept(file)
    except FileNotFoundError:
        return TerminalPolicy()
    except OSError as error:
        raise TerminalPolicyError(member=file.name) from error
    if not trusted:
        raise PolicyOpenError
    try:
        value = cj1.decode_written(content)
    except MalformedDocumentError as error:
        raise TerminalPolicyError(member=str(error.details["reason"])) from error
    return terminal_policy(value)
