"""The units of every test here."""

from tests.usecases.world import built, packages, shipped, world

__all__ = ["built", "packages", "shipped", "world"]
