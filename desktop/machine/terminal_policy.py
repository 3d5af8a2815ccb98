"""Where the policy file of this terminal lies, and reading it."""

import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.terminal_policy import TerminalPolicy, TerminalPolicyError, terminal_policy

POLICY_FILE = "policy.json"


def policy_file(environment: Mapping[str, str]) -> Path:
    """The one place of the policy file; only an administrator of the machine writes there."""
    if sys.platform == "win32":
        return Path(environment.get("ProgramData", r"C:\ProgramData"), "Kuracho", POLICY_FILE)
    return Path("/etc/kuracho", POLICY_FILE)


def read_terminal_policy(file: Path) -> TerminalPolicy:
    """The policy of ``file``; no file is a policy that says nothing.

    Raises:
        TerminalPolicyError: the file cannot be read, or says what no policy may say.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return TerminalPolicy()
    except OSError as error:
        raise TerminalPolicyError(member=file.name) from error
    try:
        value = cj1.decode_written(content)
    except MalformedDocumentError as error:
        raise TerminalPolicyError(member=str(error.details["reason"])) from error
    return terminal_policy(value)
