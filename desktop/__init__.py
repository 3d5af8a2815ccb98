"""Kuracho（蔵帳）: offline, encrypted, form-based ledgers for Japanese municipalities."""

__version__ = "0.1.0"
