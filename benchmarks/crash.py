"""Kills audits at random moments, goes on each time, and compares the end with an audit that was left alone.

usage: python -m benchmarks.crash [--kills N] [--seed N] [--jobs N] [--ocr CHOICE] PATH...

Every kill takes the whole run at once (SIGKILL to its process group) some time into it, at most as long as an audit
that is left alone takes. When a run gets to its end, everything it has left is compared with what the undisturbed one
left, its store included: no document may be missing or there twice. Then the next begins with nothing. Exit code 1
when anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reports.files import FINDINGS, TABLES

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
    files = sorted(path for name in (FINDINGS, TABLES) for path in out.glob(f"**/{name}"))
    found = {path.relative_to(out).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in files}
    for content in found.values():
        content.pop("created", None)
    return found


def left_behind(out: Path) -> dict[str, Any]:
    """All that an audit leaves, without moments and durations: results, names of files, and what the store knows."""
    hidden = out / ".lkj"
    with closing(sqlite3.connect(hidden / "run.sqlite")) as store:
        tables = {
            "documents": "key, sha256, status, pages, error",
            "submissions": "id, key, source, staged, files",
            "submission_documents": "submission, position, name, document",
            "findings": "submission, position, id",
        }
        rows = {name: sorted(store.execute(f"SELECT {columns} FROM {name}")) for name, columns in tables.items()}
    files = sorted(
        path.relative_to(out).as_posix() for path in out.rglob("*") if not path.name.startswith("run.sqlite")
    )
    return {"files": files, **rows, **results(out)}


def ends(command: Sequence[str], kills: int, chance: random.Random, most: float) -> Iterator[int]:
    """Deal out so many kills to runs of ``command``, each after at most ``most`` seconds.

    Yields whenever a run has got to its end, the last one undisturbed, how many kills it took until then.
    """
    dealt = 0
    while dealt < kills:
        before = dealt
        while dealt < kills and killed(command, chance.uniform(0, most)):
            dealt += 1
        if dealt == kills:
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        yield dealt - before


def main() -> None:
    """Deal out the kills and say how it went."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("path", type=Path, nargs="+")
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--ocr", default="never", help="as of lkj audit; pages read by OCR make it long")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        command = audit(options.path, out, options.jobs, ["--ocr", options.ocr])
        began = time.monotonic()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds = time.monotonic() - began
        expected = left_behind(out)
        shutil.rmtree(out)
        documents = len(expected["submission_documents"])
        print(f"{documents} documents, {seconds:.0f} s when left alone; {options.kills} kills, seed {options.seed}")
        audits = differ = 0
        for took in ends(command, options.kills, random.Random(options.seed), seconds):
            found = left_behind(out)
            wrong = [name for name in expected.keys() | found.keys() if found.get(name) != expected.get(name)]
            audits += 1
            differ += bool(wrong)
            print(
                f"audit {audits}: {took} kills, {'differs: ' + ', '.join(wrong) if wrong else 'identical'}", flush=True
            )
            shutil.rmtree(out)
    print(f"{options.kills} kills over {audits} audits: {audits - differ} identical, {differ} different")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
