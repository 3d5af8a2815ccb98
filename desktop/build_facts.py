"""What the build wrote into this program: which build it is, and whose release lists it believes.

A checkout keeps these values. ``packaging/freeze.py`` rewrites this file in its staged copy of the
tree, so that in a frozen program both facts lie inside the signed executable.
"""

BUILD: str = "source"
"""``source`` in a checkout, else ``<version>+<first 12 digits of the commit>``."""

RELEASE_KEY: str | None = None
"""The Ed25519 public key, in hex, of release lists and update packages; none in a checkout."""
