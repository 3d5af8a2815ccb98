"""Every refusal has its sentence, every sentence its refusal, every number one meaning."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

from desktop import domain
from desktop.domain.errors import AppError
from desktop.ui import messages
from desktop.ui.messages.lookup import REFUSALS, ROOMS, sentence
from desktop.ui.messages.refusal import Refusal
from tests.architecture.source_tree import class_bases, modules


def kinds_below(kind: type[AppError]) -> Iterator[type[AppError]]:
    """Every refusal class of ours; those that tests make for themselves do not count."""
    for child in kind.__subclasses__():
        if child.__module__.startswith("desktop."):
            yield child
        yield from kinds_below(child)


def all_kinds() -> list[type[AppError]]:
    """The refusals of the whole ground floor, where all of them live."""
    for module in pkgutil.iter_modules(domain.__path__):
        importlib.import_module(f"{domain.__name__}.{module.name}")
    return sorted(set(kinds_below(AppError)), key=lambda kind: kind.code)


def refusals() -> dict[str, type[AppError]]:
    """Every refusal class by its code; a class that only groups others shares the first code."""
    return {kind.code: kind for kind in all_kinds() if "code" in vars(kind)}


def rooms_with_sentences() -> dict[str, dict[str, Refusal]]:
    """The ``REFUSALS`` of every file in the package, looked up or not."""
    names = [module.name for module in pkgutil.iter_modules(messages.__path__)]
    files = {name: importlib.import_module(f"{messages.__name__}.{name}") for name in names}
    return {
        n: file.REFUSALS for n, file in files.items() if n != "lookup" and hasattr(file, "REFUSALS")
    }


def test_no_two_refusals_share_a_code() -> None:
    codes = Counter(kind.code for kind in all_kinds() if "code" in vars(kind))

    assert [code for code, count in codes.items() if count > 1] == []


def test_every_refusal_lives_on_the_ground_floor() -> None:
    guilty = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        if not path.startswith("desktop/domain/")
        for line, name in class_bases(tree)
        if name == "AppError"
    ]

    assert guilty == []


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
