"""``kuracho`` = ``python -m desktop``: reads the command line and calls one command."""

from desktop.machine.first_line import COMMAND, HEARD

# the line above listens from here on, so everything else comes after it
# isort: split
import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import __version__
from desktop.app import run_demo, run_verify, run_window
from desktop.commands.prepare_machine import run_prepare_machine
from desktop.commands.selftest import run_selftest
from desktop.commands.tour import run_tour
from desktop.config import configure
from desktop.machine.acl import GROUP
from desktop.machine.console import give_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    give_streams(console=bool(given))  # a plain window stays free of the console it came from
    asked = _parser().parse_args(given)
    return int(asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kuracho", description="Kuracho（蔵帳）— 閉域端末のための書式台帳"
    )
    parser.add_argument("--version", action="version", version=f"kuracho {__version__}")
    parser.add_argument("--quit-after", type=int, metavar="MS", help="close again after MS")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND")
    demo = commands.add_parser("demo", help="the drill store (訓練モード)")
    demo.add_argument("folder", type=Path, nargs="?", default=Path("build/demo"))
    demo.add_argument("--tour", type=Path, metavar="OUT", help="drive the windows, leave pictures")
    demo.add_argument("--workbook", type=Path, action="append", default=[], metavar="FILE")
    demo.add_argument("--quit-after", type=int, metavar="MS")
    demo.set_defaults(run=_demo)
    machine = commands.add_parser("prepare-machine", help="group and folder, for the installer")
    machine.add_argument("--group", default=GROUP, metavar="NAME")
    machine.set_defaults(run=_prepare_machine)
    selftest = commands.add_parser(COMMAND, help="try this program on this terminal")
    selftest.add_argument("out", type=Path, nargs="?", metavar="OUT.json")
    selftest.add_argument("--sheet", type=Path, metavar="OUT.pdf", help="通信ゼロ証明")
    selftest.add_argument("--lines", action="store_true", help="rows as JSON, one a line")
    selftest.set_defaults(run=_selftest)
    verify = commands.add_parser("verify", help="check a package, a log or a store, no secret")
    verify.add_argument("rest", nargs=argparse.REMAINDER)
    verify.set_defaults(run=_verify)
    return parser


def _window(asked: argparse.Namespace) -> int:
    return run_window(configure(), quit_after=asked.quit_after)


def _demo(asked: argparse.Namespace) -> int:
    if asked.tour is not None:
        return run_tour(asked.folder, asked.tour, tuple(asked.workbook))
    return run_demo(asked.folder, asked.quit_after)


def _prepare_machine(asked: argparse.Namespace) -> int:
    return run_prepare_machine(configure().home, asked.group)


def _selftest(asked: argparse.Namespace) -> int:
    return run_selftest(configure(), HEARD, asked.out, asked.sheet, as_lines=asked.lines)


def _verify(asked: argparse.Namespace) -> int:
    return run_verify(asked.rest)


if __name__ == "__main__":
    sys.exit(main())
