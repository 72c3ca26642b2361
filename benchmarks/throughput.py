"""Measures whole audits: pages per second, memory, speed-up over processes, and the time of other ways to the figures.

usage: python -m benchmarks.throughput CORPUS [--pages N] [--jobs N]
       python -m benchmarks.throughput CORPUS --scaling [--documents N] [--pages N] [--jobs N]

The sets are the rebuilt reports of the corpus: digital, with photographed appendices (mixed), photographed as a whole
(scanned); at most N pages of each file. Audits run with one process and with N. "Tesseract" reads the pages that need
OCR, drawn beforehand at 300 dpi, and only that is timed; "OCRmyPDF + camelot" reads the same files. Both use N
processes at a time, each with one thread. With ``--scaling``: many small documents, and bundles of 300 pages.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import msgspec
import pypdfium2 as pdfium

from benchmarks.crash import audit
from benchmarks.worker import megabytes, run, started_by

SETS = {"digital": "digital.pdf", "mixed": "mixed.pdf", "scanned": "scan.pdf"}
DPI = 300
SMALL = 2
"""Pages of one of many small documents."""

PR_SET_CHILD_SUBREAPER = 36
"""Of Linux's prctl: what outlives the process that started it becomes a child of this one."""

TIMEOUT = 7200


class Cost(msgspec.Struct, frozen=True):
    """Seconds by the clock and on all processors, and the most that one of the processes held at a time."""

    wall: float
    cpu: float
    megabytes: float


def cost(work: Callable[[], object]) -> Cost:
    """What ``work`` costs with all programs it starts and those that they start."""
    over = threading.Event()
    largest = 0.0

    def look() -> None:
        nonlocal largest
        while not over.wait(0.1):
            largest = max([largest, *(megabytes(one, "VmHWM:") for one in started_by(os.getpid()))])

    watching = threading.Thread(target=look)
    watching.start()
    before, began = _ended(), time.monotonic()
    try:
        work()
        wall = time.monotonic() - began
        _wait_for_orphans()
    finally:
        over.set()
        watching.join()
    return Cost(wall, _ended() - before, largest)


def _ended() -> float:
    """CPU seconds of the programs started by this process that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_orphans() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def audited(paths: Sequence[Path], jobs: int) -> Cost:
    """What an audit costs."""
    return next(audits(paths, jobs))


def audits(paths: Sequence[Path], jobs: int) -> Iterator[Cost]:
    """What an audit costs, and what each of those costs that come after it and find nothing changed."""
    with tempfile.TemporaryDirectory() as folder:
        command = audit(paths, Path(folder, "out"), jobs)
        while True:
            yield cost(lambda: subprocess.run(command, capture_output=True, check=True))


def pictures(pdfs: Iterable[Path], folder: Path) -> list[Path]:
    """The pages that need OCR, drawn into files."""
    from extract.engines.pdfium import PdfiumEngine
    from extract.sheets import sheet_of

    drawn: list[Path] = []
    for path in pdfs:
        with PdfiumEngine().open(path) as pages, pdfium.PdfDocument(path) as document:
            for number in range(1, len(document) + 1):
                if sheet_of(pages.page(number)).kind == "scan":
                    drawn.append(folder / f"{path.parent.name}-{number}.png")
                    document[number - 1].render(scale=DPI / 72, grayscale=True).to_pil().save(drawn[-1])
    return drawn


def tesseract(drawn: Sequence[Path], jobs: int) -> Cost:
    """What Tesseract costs on whole pages, so many at a time."""

    def read(page: Path) -> None:
        command = ["tesseract", str(page), "-", "-l", "eng", "--dpi", str(DPI)]
        subprocess.run(command, capture_output=True, check=True)

    return _at_a_time(jobs, read, drawn)


def ocrmypdf_camelot(pdfs: Sequence[Path], jobs: int) -> Cost:
    """What OCRmyPDF, on pages without text, and Camelot cost, so many files at a time."""
    return _at_a_time(jobs, lambda path: run("OCRmyPDF (no text) + camelot", path, TIMEOUT), pdfs)


def _at_a_time(jobs: int, work: Callable[[Path], object], paths: Sequence[Path]) -> Cost:
    with ThreadPoolExecutor(jobs) as threads:
        return cost(lambda: list(threads.map(work, paths)))


def bundle(pdfs: Sequence[Path], pages: int, target: Path) -> Path:
    """A PDF of so many pages: those of ``pdfs``, one after the other and over and over."""
    made = pdfium.PdfDocument.new()
    for path in cycle(pdfs):
        with pdfium.PdfDocument(path) as source:
            made.import_pages(source, list(range(min(len(source), pages - len(made)))))
        if len(made) == pages:
            break
    target.parent.mkdir(parents=True, exist_ok=True)
    made.save(target)
    made.close()
    return target


def small(pdfs: Sequence[Path], documents: int, folder: Path) -> Path:
    """A folder with so many documents, no two of them the same file, of a few pages each."""
    pages = [(path, number) for path in pdfs for number in range(0, _count(path) - SMALL, SMALL)]
    folder.mkdir()
    for index, (path, first) in zip(range(documents), cycle(pages)):
        target = folder / f"{index:04}.pdf"
        made = pdfium.PdfDocument.new()
        with pdfium.PdfDocument(path) as source:
            made.import_pages(source, list(range(first, first + SMALL)))
        made.save(target)
        made.close()
        with target.open("ab") as file:
            file.write(b"%% %d\n" % index)
    return folder


def _count(path: Path) -> int:
    with pdfium.PdfDocument(path) as document:
        return len(document)


def print_row(cells: Iterable[object]) -> None:
    """A line of a Markdown table."""
    print("|", " | ".join(f"{one:.2f}" if isinstance(one, float) else str(one) for one in cells), "|", flush=True)


def scaling(name: str, path: Path, pages: int, jobs: int) -> None:
    """Audit the same with one process and with several, with these once more, and print a row."""
    alone, (together, again) = audited([path], 1), islice(audits([path], jobs), 2)
    row = [name, pages, alone.wall, together.wall, alone.wall / together.wall, alone.cpu, together.cpu]
    print_row([*row, again.wall, f"{again.wall / together.wall:.1%}"])


def compare_scaling(corpus: Path, documents: int, pages: int, jobs: int, folder: Path) -> None:
    """Many small documents, and one bundle of each kind."""
    header = ["audit of", "pages", "1 job, s", f"{jobs} jobs, s", "speed-up", "CPU s", f"CPU s with {jobs}"]
    header += ["nothing changed, s", "of the first"]
    print_row(header)
    print_row(["---"] * len(header))
    digital = sorted(corpus.glob(f"rebuilt/*/{SETS['digital']}"))
    scaling(f"{documents} documents", small(digital, documents, folder / "small"), documents * SMALL, jobs)
    for kind in ("digital", "mixed"):
        path = bundle(sorted(corpus.glob(f"rebuilt/*/{SETS[kind]}")), pages, folder / kind / "bundel.pdf")
        scaling(f"a {kind} bundle", path, pages, jobs)


def compare_sets(corpus: Path, pages: int, jobs: int, folder: Path) -> None:
    """Every set: ours with one process and with several, and the other ways."""
    header = ["set", "pages", "read by OCR", "1 job, s", f"{jobs} jobs, s", "speed-up", "pages/s", "CPU s", "MB"]
    header += ["Tesseract, s", "CPU s", "ours / it", "OCRmyPDF + camelot, s", "CPU s", "ours / it"]
    print_row(header)
    print_row(["---"] * len(header))
    for name, file in SETS.items():
        originals = sorted(corpus.glob(f"rebuilt/*/{file}"))
        pdfs = [bundle([one], min(pages, _count(one)), folder / name / one.parent.name / file) for one in originals]
        count = sum(map(_count, pdfs))
        drawn = pictures(pdfs, folder)
        alone, together = audited([folder / name], 1), audited([folder / name], jobs)
        row = [name, count, len(drawn), alone.wall, together.wall, alone.wall / together.wall, count / together.wall]
        plain, other = tesseract(drawn, jobs), ocrmypdf_camelot(pdfs, jobs)
        row += [together.cpu, round(together.megabytes)]
        row += [plain.wall, plain.cpu, together.wall / plain.wall if drawn else ""]
        print_row([*row, other.wall, other.cpu, together.wall / other.wall])


def main() -> None:
    """Measure what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--scaling", action="store_true")
    arguments.add_argument("--documents", type=int, default=200)
    arguments.add_argument("--pages", type=int, help="of each file (default 20), or of a bundle (default 300)")
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        if options.scaling:
            compare_scaling(options.corpus, options.documents, options.pages or 300, options.jobs, Path(folder))
        else:
            compare_sets(options.corpus, options.pages or 20, options.jobs, Path(folder))


if __name__ == "__main__":
    main()
