"""Where ``Opening`` was; the workplace still looks for it here."""

from desktop.ui.screens.opening import Opening

__all__ = ["Opening"]
