"""The two units of every test here."""

from tests.usecases.world import built, world

__all__ = ["built", "world"]
