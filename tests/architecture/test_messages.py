"""Every refusal has its sentence, every sentence its refusal, every number one meaning."""

import importlib
import pkgutil
from collections import Counter

from desktop.domain import errors
from desktop.domain.errors import AppError
from desktop.ui import messages
from desktop.ui.messages.lookup import REFUSALS, ROOMS, sentence
from desktop.ui.messages.refusal import Refusal


def refusals() -> dict[str, type[AppError]]:
    """Every refusal class of ours by its code; the tests below need no two to share one."""
    found = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    return {
        kind.code: kind for kind in found if issubclass(kind, AppError) and kind is not AppError
    }


def rooms_with_sentences() -> dict[str, dict[str, Refusal]]:
    """The ``REFUSALS`` of every file in the package, looked up or not."""
    names = [module.name for module in pkgutil.iter_modules(messages.__path__)]
    files = {name: importlib.import_module(f"{messages.__name__}.{name}") for name in names}
    return {
        n: file.REFUSALS for n, file in files.items() if n != "lookup" and hasattr(file, "REFUSALS")
    }


def test_no_two_refusals_share_a_code() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, AppError)]
    codes = Counter(kind.code for kind in kinds)

    assert [code for code, count in codes.items() if count > 1] == []


def test_every_refusal_has_a_sentence() -> None:
    assert sorted(set(refusals()) - set(REFUSALS)) == []


def test_every_sentence_belongs_to_a_refusal() -> None:
    assert sorted(set(REFUSALS) - set(refusals())) == []


def test_every_room_with_sentences_is_looked_up() -> None:
    missing = [name for name, room in rooms_with_sentences().items() if room and room not in ROOMS]

    assert missing == []


def test_every_code_and_number_is_given_once() -> None:
    codes = Counter(code for room in ROOMS for code in room)
    numbers = Counter(refusal.number for room in ROOMS for refusal in room.values())

    assert [code for code, count in codes.items() if count > 1] == []
    assert [number for number, count in numbers.items() if count > 1] == []


def test_every_sentence_says_the_cause_and_what_to_do_in_whole_sentences() -> None:
    for code, refusal in REFUSALS.items():
        assert refusal.cause.endswith("。"), code
        assert refusal.remedy.endswith("。"), code
        assert refusal.helper == "" or refusal.helper.endswith("。"), code
        assert refusal.number[:2] in {"E-", "W-", "S-", "I-", "C-"}, code


def test_every_sentence_can_be_said_even_when_a_blank_was_not_filled() -> None:
    for code, kind in refusals().items():
        if code in REFUSALS:
            assert sentence(kind()).endswith(f"({REFUSALS[code].number})")
