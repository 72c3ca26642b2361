"""What the commands that read documents share: the folder for the results, and runs over submissions into it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import IntEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import typer
from rich.console import Console
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from extract.models import Ocr
from pipeline import archives, disk, journal
from pipeline.conduct import Conductor, Finish
from pipeline.discover import Source
from pipeline.disk import OutputFailed
from pipeline.executor import Executor, ExecutorLost
from pipeline.limits import Limits
from pipeline.progress import reporter
from pipeline.store import Store, StoreBusy, opened
from pipeline.workers import Workers
from reports import files

CORES = len(os.sched_getaffinity(0))

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class ExitCode(IntEnum):
    """What the exit code of ``lkj`` tells."""

    done = 0
    findings = 1
    """Findings at or above ``--fail-on``."""
    usage = 2
    """Wrong usage or a wrong profile, or nothing can be written where the results should go."""
    incomplete = 3
    """Done, but some documents could not be read, or not wholly, or some results not be written."""
    nothing = 4
    """No document could be read."""
    interrupted = 130


class Settings(msgspec.Struct, frozen=True):
    """Where the results go, what remembers them, and how the work is done; the options of the command line."""

    out: Path
    jobs: int | None
    ocr: Ocr
    fresh: bool
    store_url: str | None
    scheduler: str | None
    passwords: Path | None = None


class Session:
    """Runs over submissions, one after the other, whose results go into the same folder. Use :func:`session`."""

    def __init__(self, settings: Settings, store: Store, console: Console) -> None:
        self.out = settings.out
        self.unwritable = False
        self._settings = settings
        self._passwords = settings.passwords and settings.passwords.absolute()
        self._store = store
        self._console = console

    def run(self, sources: Sequence[Source], finish: Finish[Result]) -> tuple[Conductor[Result], bool]:
        """Read and finish all submissions of ``sources``; tells whether that was interrupted."""
        interrupted = False
        unpacked: list[Source] = []
        try:
            with self.writing():  # when that fails nothing is read: an archive would count as a broken PDF
                unpacked = archives.unpacked(sources, self._store.archives)
        except KeyboardInterrupt:
            interrupted = True
            self.say("Dihentikan; hasil yang sudah selesai disimpan.")
        documents = sum(len(one.documents) for one in unpacked)
        told = reporter(self._console, documents=documents, submissions=len(unpacked))
        try:
            executor = _executor(self._settings, finish)
        except ExecutorLost as error:
            raise typer.BadParameter(str(error), param_hint="--scheduler") from error
        conductor = Conductor(finish, self._store, executor, told, Limits(), self._settings.ocr, self._passwords)
        log.info("run begins", extra={"submissions": len(unpacked), "documents": documents})
        try:
            with told, executor:
                conductor.run(unpacked)
            with self.writing():
                self._store.prune()
                archives.prune(self._store.archives)
        except KeyboardInterrupt:
            interrupted = True
            self.say("Dihentikan; hasil yang sudah selesai disimpan.")
        except ExecutorLost as error:
            interrupted = True
            self.say(f"Dihentikan: {error}; hasil yang sudah selesai disimpan.")
        except OutputFailed as error:
            self._cannot_write(error)
        costs = conductor.costs
        timings = {one.stage: {"count": one.count, "wall": one.wall, "cpu": one.cpu} for one in costs.timings}
        slowest = {one.name: one.seconds for one in costs.slowest}
        log.info("run ends", extra={"finished": len(conductor.finished), "timings": timings, "slowest": slowest})
        return conductor, interrupted

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The block writes results; when that cannot be done, the user is told and ``unwritable`` becomes true."""
        try:
            yield
        except Exception as error:
            if not isinstance(error, (OSError, SQLAlchemyError)) and not disk.unwritable(error):
                raise
            log.error("results cannot be written", exc_info=True)
            self._cannot_write(disk.failure(error, self.out))

    def code(self, conductor: Conductor[Any], interrupted: bool) -> ExitCode:
        """What a run has come to."""
        states = [read.status for one in conductor.finished for read in one.read]
        if interrupted:
            return ExitCode.interrupted
        if all(state == "failed" for state in states):
            return ExitCode.nothing
        if self.unwritable or conductor.lost or any(state != "ok" for state in states):
            return ExitCode.incomplete
        return ExitCode.done

    def say(self, line: str) -> None:
        """Tell the user something that is no result."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _cannot_write(self, error: OutputFailed) -> None:
        if not self.unwritable:  # once is enough: where one file cannot be written, others mostly cannot, too
            self.say(str(error))
        self.unwritable = True


@contextmanager
def session(settings: Settings, console: Console) -> Iterator[Session]:
    """Open the folder of the results, with its store and its log; what cannot be used is wrong usage."""
    out = settings.out.absolute()
    with ExitStack() as stack:
        try:
            out.mkdir(parents=True, exist_ok=True)
            store = stack.enter_context(opened(out, settings.store_url))
            for left in out.glob(files.TEMPORARY):  # of a run that was killed while it wrote
                left.unlink()
            journal.start(out)
            if settings.fresh:
                store.clear()
        except StoreBusy as error:
            raise typer.BadParameter(str(error), param_hint="--out") from error
        except (OSError, SQLAlchemyError) as error:
            if isinstance(error, SQLAlchemyError) and settings.store_url:
                raise typer.BadParameter(f"cannot be used: {error}", param_hint="--store") from error
            console.print(str(disk.failure(error, out)), markup=False, highlight=False, soft_wrap=True)
            raise typer.Exit(ExitCode.usage) from error
        log.info("session begins", extra={"version": version("lkj-audit"), **_plain(settings)})
        yield Session(settings, store, console)


def _plain(settings: Settings) -> dict[str, object]:
    """The settings for the log; the address of a database may hold a password, also behind its question mark."""
    url = settings.store_url and make_url(settings.store_url).set(query={}).render_as_string()
    told = {"out": str(settings.out), "store_url": url, "passwords": settings.passwords is not None}
    return msgspec.structs.asdict(settings) | told


def _executor(settings: Settings, finish: Finish[Any]) -> Executor:
    """What runs the tasks of a command; raises ExecutorLost."""
    later = ["scipy.optimize", finish.module]  # nearly every document has names to pair
    if settings.scheduler is None:
        return Workers(settings.jobs or CORES, later)
    try:
        from pipeline.cluster import Cluster
    except ImportError as error:
        raise ExecutorLost(f"needs the extra 'cluster' of lkj-audit ({error})") from error
    return Cluster(settings.scheduler, settings.jobs, later)
