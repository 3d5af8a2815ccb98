"""``kuracho demo DIR --tour OUT``: the same window, driven through the main job, and the proof."""

import json
import sys
from pathlib import Path

from desktop.app import open_room, started
from desktop.config import Config, configure_drill
from desktop.logs import LOG_NAME
from desktop.machine.patience import remove_tree


def run_tour(folder: Path, pictures: Path, workbooks: tuple[Path, ...]) -> int:
    """Drive the same window through the main job under ``folder``, then check what it left.

    Pictures, package and ``verdict.json`` lie where the standard output says; 0 if all is whole.
    An earlier drill in ``folder`` is made anew; a folder with anything else in it is refused.
    """
    config = configure_drill(folder)
    if not _is_free(config):
        sys.stderr.write(f"{folder} holds other things than a drill; nothing was done\n")
        return 2
    remove_tree(config.start)
    program = started(config)
    played = open_room("tour").play(program, config.start, pictures.resolve(), workbooks)
    program.close()
    verify = open_room("verify").verify
    verdicts = {
        path.name: verify(path) for path in (played.package, played.sender, played.receiver)
    }
    target = config.start / "verdict.json"
    found = {name: {"ok": one.ok, "lines": one.lines} for name, one in verdicts.items()}
    told = {"screens": played.screens, "refused": played.refusals, "verified": found}
    target.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(
        f"pictures  {pictures} ({played.screens} screens)\n"
        f"package   {played.package}\nverdict   {target}\n"
    )
    return 0 if all(one.ok for one in verdicts.values()) else 1


def _is_free(config: Config) -> bool:
    """Whether there is nothing under the drill's folder, or only an earlier drill."""
    folder = config.start
    return (config.home / LOG_NAME).is_file() or not (folder.exists() and any(folder.iterdir()))
