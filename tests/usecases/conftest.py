"""The units of every test here."""

from tests.usecases.seats import filled, seats
from tests.usecases.world import built, packages, shipped, world

__all__ = ["built", "filled", "packages", "seats", "shipped", "world"]
