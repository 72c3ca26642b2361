"""The console entry point ``lkj``. Every process of a run loads this module, so it loads the rest when it is called."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

WORKING = {"audit", "extract"}
"""The commands that have work for processes."""

GARBAGE = 1_000_000
"""Objects made before Python looks for those that only hold each other. There are few of these among the millions of
objects of libraries and of documents as read, and the processes live for minutes."""


def main() -> None:
    """Run the command. A request to terminate is treated like Ctrl-C, so that results are kept either way."""
    gc.set_threshold(GARBAGE)
    command, *arguments = sys.argv[1:] or [""]
    if command in WORKING and all_is_new(arguments):
        from pipeline.workers import serve

        serve()  # it loads for half a second, and meanwhile this process does the same
    from pipeline.cli import app

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    finally:
        gc.freeze()  # else Python searches everything once more before it ends


def all_is_new(arguments: Sequence[str]) -> bool:
    """Whether a run will surely need processes of this machine: it is told to do all again, or its folder is new."""
    options = [part for one in arguments for part in (one.split("=", 1) if one.startswith("--") else [one])]
    told = dict(pairwise(options))
    if "--scheduler" in options or "--out" not in told:
        return False
    return "--fresh" in options or not Path(told["--out"]).exists()
