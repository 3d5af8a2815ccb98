"""Passwords: Argon2id within the policy's bounds, the rules for a new one, generated 合言葉.

A password is compared exactly, after NFKC. The lists come in as arguments; the application
loads them once from ``resources/data``.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from argon2 import Type
from argon2.low_level import hash_secret_raw

from desktop.domain.errors import PasswordKnownError, PasswordLengthError
from desktop.domain.policy import KdfPolicy

SHORTEST = 15
SHORTEST_WITH_TOKEN = 8
LONGEST = 128
_FEWEST_CHARACTERS = 5
_OWN_PART = 8
_WORDS = 2048
_WORDS_IN_PHRASE = 4

Stretch = Callable[[str, bytes, KdfPolicy], bytes]
"""Password, salt and cost → 32 bytes; ``stretch`` below, or one that also counts its calls."""

Random = Callable[[int], bytes]
"""That many random bytes; ``secrets.token_bytes`` outside of tests."""


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """``known`` are the passwords tried first, ``words`` the names of office and product."""

    known: frozenset[str] = field(repr=False)
    words: tuple[str, ...] = ()

    def check(self, password: str, *, uid: str, with_token: bool = False) -> None:
        """Accept a new password.

        Raises:
            PasswordLengthError: fewer than 15 characters (8 with a token), or over 128.
            PasswordKnownError: on the list, a repetition, or little more than the own words.
        """
        typed = normalized(password)
        shortest = SHORTEST_WITH_TOKEN if with_token else SHORTEST
        if not shortest <= len(typed) <= LONGEST:
            raise PasswordLengthError(shortest=shortest, longest=LONGEST)
        folded = typed.casefold()
        remainder = _without(folded, (*self.words, uid))
        if (
            folded in self.known
            or _unit(folded) in self.known
            or len(set(folded)) < _FEWEST_CHARACTERS
            or (remainder != folded and len(remainder) < _OWN_PART)
        ):
            raise PasswordKnownError


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A generated 合言葉: what is typed, and how it is read."""

    text: str = field(repr=False)
    reading: str = field(repr=False)


def password_rules(listed: Iterable[str], words: Iterable[str]) -> PasswordRules:
    """Rules from the lines of the common list and the words of this office."""
    known = frozenset(line.strip().casefold() for line in listed if line.strip())
    return PasswordRules(known, tuple(normalized(word).casefold() for word in words if word))


def normalized(password: str) -> str:
    """The form in which passwords are stretched and compared (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def stretch(password: str, salt: bytes, kdf: KdfPolicy) -> bytes:
    """Argon2id v1.3 of the normalised password, 32 bytes."""
    return hash_secret_raw(
        normalized(password).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=kdf.t,
        memory_cost=kdf.m,
        parallelism=kdf.p,
        hash_len=32,
        type=Type.ID,
    )


def word_list(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(hiragana, romaji) pairs of the committed word list."""
    pairs = tuple((line.split()[0], line.split()[1]) for line in lines if line.strip())
    if len(set(pairs)) != _WORDS:
        message = "the word list must hold 2,048 different words"
        raise ValueError(message)
    return pairs


def passphrase(words: Sequence[tuple[str, str]], random: Random) -> Passphrase:
    """Four words drawn evenly (44 bits), typed in romaji with hyphens."""
    draws = [int.from_bytes(random(2), "big") % _WORDS for _ in range(_WORDS_IN_PHRASE)]
    chosen = [words[draw] for draw in draws]
    return Passphrase("-".join(romaji for _, romaji in chosen), "・".join(k for k, _ in chosen))


def _without(folded: str, words: Iterable[str]) -> str:
    for word in sorted(filter(None, words), key=len, reverse=True):
        folded = folded.replace(word.casefold(), "")
    return folded


def _unit(folded: str) -> str:
    """The shortest text that ``folded`` repeats."""
    length = (folded + folded).index(folded, 1)
    return folded[:length]
