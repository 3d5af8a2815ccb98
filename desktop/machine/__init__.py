"""The operating system: folders, locks, sealed device secret, limited child processes."""

from desktop.machine.own_platform import tell_platform

tell_platform()
