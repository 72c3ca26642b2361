"""What the commands that read documents share: the folder for the results, and runs over submissions into it."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import IntEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typer
from rich.console import Console

from extract.models import Ocr
from pipeline import archives, disk, journal
from pipeline.discover import Source
from pipeline.disk import OutputFailed
from pipeline.executor import Call, Executor, ExecutorLost
from pipeline.folder import MEMORY, Busy, occupied
from pipeline.last_run import LastRun
from pipeline.limits import Limits
from pipeline.outcome import Finish, Finished, Outcome, Result
from pipeline.progress import Reporter, reporter
from reports import files

if TYPE_CHECKING:
    from pipeline.store import Store

CORES = len(os.sched_getaffinity(0))

Together = Callable[[Sequence[Finished[Result]]], Call | None]
"""Tells what is to be done with all submissions that are finished, if anything."""

_INTERRUPTED = "Dihentikan; hasil yang sudah selesai disimpan."

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

    def __init__(self, settings: Settings, opening: ExitStack, console: Console) -> None:
        self.out = settings.out
        self.unwritable = False
        self._settings = settings
        self._passwords = settings.passwords and settings.passwords.absolute()
        self._opening = opening
        self._console = console
        self._out = settings.out.absolute()
        self._archives = self._out / MEMORY / archives.FOLDER
        self._store: Store | None = None

    def run(
        self, sources: Sequence[Source], finish: Finish[Result], together: Together[Result] | None = None
    ) -> Outcome[Result]:
        """Read and finish all submissions of ``sources``, and then make the call that ``together`` tells for them."""
        unpacked: list[Source] = []
        try:
            with self.writing():  # when that fails nothing is read: an archive would count as a broken PDF
                unpacked = archives.unpacked(sources, self._archives)
        except KeyboardInterrupt:
            self.say(_INTERRUPTED)
            return Outcome([], interrupted=True)
        documents = sum(len(one.documents) for one in unpacked)
        told = reporter(self._console, documents=documents, submissions=len(unpacked))
        log.info("run begins", extra={"submissions": len(unpacked), "documents": documents})
        last = LastRun(self._out, unpacked, finish, self._settings.ocr)
        outcome = self._unchanged(last, told) or self._done(last, unpacked, finish, told, together)
        if together and outcome.together is None and (call := together(outcome.finished)):
            with self.writing():
                outcome = msgspec.structs.replace(outcome, together=call.made(lambda done, total: None))
        with self.writing():
            archives.prune(self._archives)
        timings = {one.stage: {"count": one.count, "wall": one.wall, "cpu": one.cpu} for one in outcome.costs.timings}
        slowest = {one.name: one.seconds for one in outcome.costs.slowest}
        log.info("run ends", extra={"finished": len(outcome.finished), "timings": timings, "slowest": slowest})
        return outcome

    def _unchanged(self, last: LastRun[Result], told: Reporter) -> Outcome[Result] | None:
        """What the last run has come to, if nothing has changed since that the state of files tells."""
        settings = self._settings
        if settings.fresh or settings.store_url or settings.passwords:  # a database and passwords may be others now
            return None
        finished = last.finished()
        if finished is None:
            return None
        with told:
            for one in finished:
                log.info("submission unchanged", extra={"submission": one.source.name})
                told.unchanged(one.source.name, len(one.source.documents))
        return Outcome(finished)

    def _done(
        self,
        last: LastRun[Result],
        sources: Sequence[Source],
        finish: Finish[Result],
        told: Reporter,
        together: Together[Result] | None,
    ) -> Outcome[Result]:
        """Do what the store does not know."""
        from pipeline.conduct import Conductor

        store = self.open_store()
        try:
            last.forget()
            executor = _executor(self._settings, finish)
        except OSError as error:
            raise _unusable(self._out, error, self._console) from error
        except ExecutorLost as error:
            raise typer.BadParameter(str(error), param_hint="--scheduler") from error
        conductor = Conductor(finish, store, executor, told, Limits(), self._settings.ocr, self._passwords)
        interrupted, made = False, None
        try:
            with told, executor:
                conductor.run(sources)
                if together and (call := together(conductor.finished)):
                    made = conductor.together(call)
            with self.writing():
                store.prune()
                if not conductor.lost and not conductor.passing:
                    last.remember(conductor.finished)
        except KeyboardInterrupt:
            interrupted = True
            self.say(_INTERRUPTED)
        except ExecutorLost as error:
            interrupted = True
            self.say(f"Dihentikan: {error}; hasil yang sudah selesai disimpan.")
        except OutputFailed as error:
            self._cannot_write(error)
        return Outcome(conductor.finished, conductor.lost, conductor.costs, interrupted, made)

    def open_store(self) -> Store:
        """The run store, opened by the first call, and emptied if all is to be done again; raises typer's errors."""
        if self._store is None:
            from sqlalchemy.exc import SQLAlchemyError

            from pipeline.store import opened

            url = self._settings.store_url
            try:
                self._store = self._opening.enter_context(opened(self._out, url))
                if self._settings.fresh:
                    self._store.clear()
                    shutil.rmtree(self._archives, ignore_errors=True)
            except (OSError, SQLAlchemyError) as error:
                if url and isinstance(error, SQLAlchemyError):
                    raise typer.BadParameter(f"cannot be used: {error}", param_hint="--store") from error
                raise _unusable(self._out, error, self._console) from error
        return self._store

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The block writes results; when that cannot be done, the user is told and ``unwritable`` becomes true."""
        try:
            yield
        except Exception as error:
            if not disk.over_writing(error):
                raise
            log.error("results cannot be written", exc_info=True)
            self._cannot_write(disk.failure(error, self.out))

    def code(self, outcome: Outcome[Any]) -> ExitCode:
        """What a run has come to."""
        states = [read.status for one in outcome.finished for read in one.read]
        if outcome.interrupted:
            return ExitCode.interrupted
        if all(state == "failed" for state in states):
            return ExitCode.nothing
        if self.unwritable or outcome.lost or any(state != "ok" for state in states):
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
    """Open the folder of the results, with its log; what cannot be used is wrong usage."""
    out = settings.out.absolute()
    with ExitStack() as stack:
        try:
            stack.enter_context(occupied(out))
            for left in out.glob(files.TEMPORARY):  # of a run that was killed while it wrote
                left.unlink()
            journal.start(out)
        except Busy as error:
            raise typer.BadParameter(str(error), param_hint="--out") from error
        except OSError as error:
            raise _unusable(out, error, console) from error
        ours = Session(settings, stack, console)
        if settings.fresh or settings.store_url:  # else it may not be needed
            ours.open_store()
        log.info("session begins", extra={"version": version("lkj-audit"), **_plain(settings)})
        yield ours


def _unusable(out: Path, error: Exception, console: Console) -> typer.Exit:
    """Tell the user that the folder of the results cannot be used."""
    console.print(str(disk.failure(error, out)), markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(ExitCode.usage)


def _plain(settings: Settings) -> dict[str, object]:
    """The settings for the log; the address of a database may hold a password, also behind its question mark."""
    url = settings.store_url
    if url:
        from sqlalchemy import make_url

        url = make_url(url).set(query={}).render_as_string()
    told = {"out": str(settings.out), "store_url": url, "passwords": settings.passwords is not None}
    return msgspec.structs.asdict(settings) | told


def _executor(settings: Settings, finish: Finish[Any]) -> Executor:
    """What runs the tasks of a command; raises ExecutorLost."""
    if settings.scheduler is None:
        from pipeline.workers import Workers

        return Workers(settings.jobs or CORES, finish.later)
    try:
        from pipeline.cluster import Cluster
    except ImportError as error:
        raise ExecutorLost(f"needs the extra 'cluster' of lkj-audit ({error})") from error
    return Cluster(settings.scheduler, settings.jobs, finish.later)
