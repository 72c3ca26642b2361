"""Kills audits at random moments, goes on each time, and compares the end with an audit that was left alone.

usage: python -m benchmarks.crash [--kills N] [--seed N] [--jobs N] PATH...

Every kill takes the whole run at once (SIGKILL to its process group) some time into it. When a run gets to its end,
its results are compared with those of the undisturbed one, and the next begins with nothing. Exit code 1 when any
results differ.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

LKJ = Path(sys.executable).with_name("lkj")


def audit(paths: Sequence[Path], out: Path, jobs: int, options: Sequence[str] = ()) -> list[str]:
    """The command that audits ``paths`` into ``out``."""
    return [str(LKJ), "audit", *map(str, paths), "--out", str(out), "--jobs", str(jobs), *options]


def killed(command: Sequence[str], seconds: float) -> bool:
    """Run a command and kill it, with all its processes, after so many seconds; tells whether that was in time."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
    return False


def results(out: Path) -> dict[str, Any]:
    """Everything data programs read of an audit, by file, without the moments at which it was made."""
    files = sorted(path for name in ("findings.json", "tables.json") for path in out.glob(f"**/{name}"))
    found = {path.relative_to(out).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in files}
    for content in found.values():
        content.pop("created", None)
    return found


def ends(paths: Sequence[Path], kills: int, jobs: int, chance: random.Random, most: float) -> Iterator[dict[str, Any]]:
    """The results of every audit that gets to its end while so many kills are dealt out, the last one undisturbed.

    Runs are killed after at most ``most`` seconds.
    """
    dealt = 0
    while dealt < kills:
        with tempfile.TemporaryDirectory() as folder:
            command = audit(paths, Path(folder), jobs)
            while dealt < kills and killed(command, chance.uniform(0, most)):
                dealt += 1
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            yield results(Path(folder))


def main() -> None:
    """Deal out the kills and say how it went."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("path", type=Path, nargs="+")
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        subprocess.run(audit(options.path, Path(folder), options.jobs), check=False)
        seconds = time.monotonic() - began
        expected = results(Path(folder))
    equal = [
        one == expected for one in ends(options.path, options.kills, options.jobs, random.Random(options.seed), seconds)
    ]
    print(
        f"{options.kills} kills over {len(equal)} audits of {seconds:.0f} s each: {sum(equal)} with identical results"
    )
    sys.exit(0 if all(equal) else 1)


if __name__ == "__main__":
    main()
