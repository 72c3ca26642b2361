"""The command line: ``lkj audit``, ``lkj extract``, ``lkj berita-acara``, ``lkj rules``."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from enum import IntEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from audit.models import Severity
from audit.profile import Profile, ProfileError
from audit.profile import load as load_profile
from audit.registry import find_rule
from audit.registry import rules as all_rules
from extract.reader import Ocr
from pipeline import stages
from pipeline.conduct import Conductor, Finish, Finished
from pipeline.discover import discover
from pipeline.limits import Limits
from pipeline.progress import reporter
from pipeline.rules_command import print_catalogue, print_rule
from pipeline.store import StoreBusy, opened
from pipeline.summary import print_failures, print_findings, print_hint, print_scans, print_tables, reaches
from pipeline.tables_files import TableFormat
from pipeline.workers import LOG_FORMAT, Workers
from reports.models import SubmissionSummary, ranking

LOG_NAME = "lkj.log"
AUDIT = "pipeline.audit_command:audit_submission"
EXTRACT = "pipeline.extract_command:extract_tables"


class ExitCode(IntEnum):
    """What the exit code of ``lkj`` tells."""

    done = 0
    findings = 1
    """Findings at or above ``--fail-on``."""
    usage = 2
    """Wrong usage or a wrong profile."""
    incomplete = 3
    """Done, but some documents could not be read, or not wholly."""
    nothing = 4
    """No document could be read."""
    interrupted = 130


app = typer.Typer(
    help="Find what does not add up in performance reports (LKj) of Indonesian local governments.",
    epilog="Exit codes: 0 done; 1 findings at or above --fail-on; 2 wrong usage or profile; 3 done, but some "
    "documents could not be read wholly; 4 nothing could be read; 130 interrupted, what is finished is kept.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out_console = Console()
err_console = Console(stderr=True)

Paths = Annotated[
    list[Path],
    typer.Argument(
        exists=True,
        readable=True,
        metavar="PATH",
        help="PDFs or folders. In a folder every sub-folder with PDFs is one submission, and so is a loose PDF.",
    ),
]
Out = Annotated[Path, typer.Option("--out", file_okay=False, metavar="DIR", help="Folder for the results.")]
OcrChoice = Annotated[
    Ocr,
    typer.Option("--ocr", help="Which pages are read by OCR: those that are pictures, none, or all of them."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Processes at a time.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Do all of it again, not only what has changed.")]
StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Database that remembers what is done (postgresql+psycopg://...); else in DIR."
    ),
]
CORES = len(os.sched_getaffinity(0))


@app.command("audit")
def audit_paths(
    paths: Paths,
    out: Out,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="TOML file that overrides the default profile.")
    ] = None,
    jobs: Jobs = CORES,
    ocr: OcrChoice = "auto",
    fresh: Fresh = False,
    store: StoreUrl = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="Exit with 1 when there is a finding of this severity or graver."),
    ] = None,
) -> None:
    """Audit submissions: findings with evidence, a workpaper and a report for each, and an index over all."""
    # Loading all rooms takes a second, which a call for help should not cost.
    from reports.html import INDEX
    from reports.write import write_batch

    created = datetime.now().astimezone()
    version = installed_version("lkj-audit")
    known = _profile(profile)
    finish = Finish(AUDIT, SubmissionSummary, (known, created, version, out), settings=(known,))
    conductor, interrupted = _conduct(paths, out, finish, jobs, ocr, fresh, store)
    summaries = ranking([one.result for one in _in_order(conductor)])
    if summaries:
        write_batch(out, summaries, created, version)
        print_findings(out_console, summaries)
    print_scans(out_console, summaries)
    print_failures(out_console, conductor)
    print_hint(out_console, paths, conductor.finished)
    if summaries:
        out_console.print(Text(f"\nHasil: {out / INDEX}"), soft_wrap=True)
    code = _code(conductor, interrupted)
    if fail_on and code in {ExitCode.done, ExitCode.incomplete} and reaches(summaries, fail_on):
        code = ExitCode.findings
    raise typer.Exit(code)


@app.command("extract")
def extract_paths(
    paths: Paths,
    out: Out,
    form: Annotated[TableFormat, typer.Option("--format", help="What to write the tables as.")] = "json",
    debug: Annotated[
        bool, typer.Option("--debug", help="Also draw each page that has tables, with the grids that were read.")
    ] = False,
    jobs: Jobs = CORES,
    ocr: OcrChoice = "auto",
    fresh: Fresh = False,
    store: StoreUrl = None,
) -> None:
    """Extract the tables only, into one folder per submission."""
    from pipeline.extract_command import Extracted

    finish = Finish(EXTRACT, Extracted, (form, debug, datetime.now().astimezone()), settings=(form, debug))
    conductor, interrupted = _conduct(paths, out, finish, jobs, ocr, fresh, store)
    extracted = [one.result for one in _in_order(conductor)]
    if extracted:
        print_tables(out_console, extracted)
    print_scans(out_console, extracted)
    print_failures(out_console, conductor)
    if extracted:
        out_console.print(Text(f"\nHasil: {out}"), soft_wrap=True)
    raise typer.Exit(_code(conductor, interrupted))


@app.command("berita-acara")
def draft_berita_acara(
    out: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, metavar="OUT", help="Folder with the results of an audit.")
    ],
    template: Annotated[
        str,
        typer.Option(
            "--template", metavar="NAME", help="monitoring, evaluasi-sakip, tindak-lanjut, or your own DOCX file."
        ),
    ] = "monitoring",
    tanggal: Annotated[
        str | None, typer.Option("--tanggal", metavar="DATE", help="Day of the meeting: 2025-09-24, 24 September 2025.")
    ] = None,
    tempat: Annotated[
        str | None, typer.Option("--tempat", metavar="PLACE", help="Where the meeting is; else the unit itself.")
    ] = None,
    petugas: Annotated[
        list[str] | None,
        typer.Option(
            "--petugas", metavar="OFFICER", help="Who signs for your office: a name in the profile, or 'Nama; NIP'."
        ),
    ] = None,
    petugas_opd: Annotated[
        list[str] | None,
        typer.Option("--petugas-opd", metavar="OFFICER", help="Who signs for the audited unit: 'Nama; NIP'."),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            "--sebelumnya", exists=True, file_okay=False, metavar="DIR", help="Results of the earlier audit to compare."
        ),
    ] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="TOML file with letterhead and officers.")
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also convert to PDF; needs LibreOffice.")] = False,
) -> None:
    """Draft a berita acara for each submission from the results of an audit; what they do not show is left open."""
    from pipeline import berita_acara_command as command
    from reports.berita_acara.render import UnusableTemplate
    from reports.berita_acara.results import ResultsError

    known = _profile(profile)
    try:
        chosen = command.find_template(template)
        day = command.read_date(tanggal) if tanggal else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if template == command.FOLLOW_UP and before is None:
        raise typer.BadParameter("the template tindak-lanjut needs --sebelumnya")
    when = command.occasion(day, tempat, petugas or [], petugas_opd or [], known)
    try:
        drafts = command.write_drafts(out, chosen, when, known, before, pdf)
    except (ResultsError, UnusableTemplate, OSError) as error:
        err_console.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(ExitCode.usage) from None
    command.print_drafts(out_console, drafts)
    if not any(one.files for one in drafts):
        raise typer.Exit(ExitCode.nothing)
    raise typer.Exit(ExitCode.incomplete if any(one.problem for one in drafts) else ExitCode.done)


@app.command("rules")
def show_rules(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Explain this rule, such as H201.")] = None,
) -> None:
    """List the rules, or explain one."""
    if code is None:
        print_catalogue(out_console, all_rules())
        return
    try:
        print_rule(out_console, find_rule(code))
    except KeyError:
        raise typer.BadParameter(f"there is no rule {code}; 'lkj rules' lists them all") from None


@app.callback(invoke_without_command=True)
def common(
    show_version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    """Show the version when asked, else leave the work to the command."""
    if show_version:
        typer.echo(f"lkj-audit {installed_version('lkj-audit')}")
        raise typer.Exit


def _profile(path: Path | None) -> Profile:
    try:
        return load_profile(path)
    except ProfileError as error:
        err_console.print(str(error), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(ExitCode.usage) from None


def _conduct(
    paths: Sequence[Path], out: Path, finish: Finish[Any], jobs: int, ocr: Ocr, fresh: bool, store_url: str | None
) -> tuple[Conductor[Any], bool]:
    """Read and finish all submissions in ``paths``; tells whether the user interrupted it."""
    sources = discover(paths)
    if not sources:
        err_console.print("No PDF found in the given paths.", highlight=False)
        raise typer.Exit(ExitCode.nothing)
    with ExitStack() as stack:
        try:
            out.mkdir(parents=True, exist_ok=True)
            store = stack.enter_context(opened(out, store_url))
            log_file = _start_log(out)
        except OSError as error:
            raise typer.BadParameter(f"cannot write into {out}: {error.strerror}", param_hint="--out") from error
        except StoreBusy as error:
            raise typer.BadParameter(str(error), param_hint="--out") from error
        except SQLAlchemyError as error:
            raise typer.BadParameter(f"cannot be used: {error}", param_hint="--store") from error
        if fresh:
            store.clear()
        told = reporter(err_console, documents=sum(len(one.documents) for one in sources), submissions=len(sources))
        executor = Workers(jobs, log_file, preload=[stages.__name__, finish.module])
        conductor = Conductor(finish, store, executor, told, Limits(), ocr)
        try:
            with told, executor:
                conductor.run(sources)
            store.prune()
        except KeyboardInterrupt:
            err_console.print("Dihentikan; hasil yang sudah selesai disimpan.", highlight=False)
            return conductor, True
    return conductor, False


def _in_order(conductor: Conductor[Any]) -> list[Finished[Any]]:
    """The finished submissions by name: which was finished first is chance."""
    return sorted(conductor.finished, key=lambda one: one.source.name.casefold())


def _start_log(out: Path) -> Path:
    """Begin the log of this run, to which every process appends; raises OSError."""
    log_file = out / LOG_NAME
    log_file.write_text("")
    logging.basicConfig(filename=log_file, level=logging.INFO, format=LOG_FORMAT.format(label="lkj"), force=True)
    return log_file


def _code(conductor: Conductor[Any], interrupted: bool) -> ExitCode:
    states = [read.status for one in conductor.finished for read in one.read]
    if interrupted:
        return ExitCode.interrupted
    if all(state == "failed" for state in states):
        return ExitCode.nothing
    if conductor.lost or any(state != "ok" for state in states):
        return ExitCode.incomplete
    return ExitCode.done


def main() -> None:
    """The console entry point. A request to terminate is treated like Ctrl-C, so that results are kept either way."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app()
