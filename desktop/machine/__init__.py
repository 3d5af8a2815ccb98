"""The operating system: folders, locks, sealed device secret, limited child processes."""
