"""Times what follows the reading of a bundle: CPU seconds to typed rows, to findings, and to the views around them.

usage: python -m benchmarks.audit_speed [--pages N] [--repeats N] PDF...

The documents, again and again until there are so many pages, are one submission. Every repeat is a process of its own,
so that nothing is remembered from the one before, and one that collects garbage as seldom as those of a run; medians
are printed.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import msgspec
import scipy.optimize  # noqa: F401  (the processes of a run have it loaded, too)

from audit.profile import load
from audit.registry import rules
from audit.run import run
from audit.views import views
from extract.models import Document
from extract.reader import read
from normalize.build import build
from pipeline.start import GARBAGE

PAGES = 300


class Costs(NamedTuple):
    """CPU seconds of each stage."""

    build: float
    run: float
    views: float


def bundle(documents: Sequence[Document], pages: int = PAGES) -> list[Document]:
    """So many pages of documents, or a few more; those that come again have another name."""
    made: list[Document] = []
    while sum(len(one.pages) for one in made) < pages:
        one = documents[len(made) % len(documents)]
        made.append(msgspec.structs.replace(one, path=f"{len(made)}-{one.path}"))
    return made


def costs(documents: Sequence[Document]) -> Costs:
    """What the stages cost, the first time that they run."""
    profile = load(None)
    rules()  # imports them
    gc.set_threshold(GARBAGE)
    times = [time.process_time()]
    submission = build("bundle", "bundle", documents)
    times.append(time.process_time())
    findings = run(submission, profile)
    times.append(time.process_time())
    views(submission, profile, findings)
    times.append(time.process_time())
    return Costs(*(after - before for before, after in pairwise(times)))


def medians(documents: Sequence[Document], repeats: int) -> Costs:
    """The median costs of several repeats."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        every = [pool.submit(costs, documents).result() for _ in range(repeats)]
    return Costs(*map(statistics.median, zip(*every, strict=True)))


def main() -> None:
    """Print the pages and the costs."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("pdf", type=Path, nargs="+")
    arguments.add_argument("--pages", type=int, default=PAGES)
    arguments.add_argument("--repeats", type=int, default=3)
    options = arguments.parse_args()
    documents = bundle([read(pdf, pdf.name) for pdf in options.pdf], options.pages)
    found = medians(documents, options.repeats)
    print(f"{sum(len(one.pages) for one in documents)} pages, CPU seconds:")
    print(" · ".join(f"{stage} {cost:.2f}" for stage, cost in found._asdict().items()))


if __name__ == "__main__":
    main()
