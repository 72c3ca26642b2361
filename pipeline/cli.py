"""The command line: ``lkj audit``, ``lkj extract``, ``lkj berita-acara``, ``lkj rules``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from rich.console import Console
from rich.text import Text

from audit.models import CrossFinding, Severity
from audit.profile import Profile, ProfileError
from audit.profile import load as load_profile
from extract.models import Ocr
from pipeline.discover import Source, discover
from pipeline.executor import Call, call_of
from pipeline.folder import MEMORY
from pipeline.index import write_index
from pipeline.outcome import Finish, Finished, Outcome
from pipeline.remote import RemoteFailed, fetched, is_url
from pipeline.session import ExitCode, Session, Settings, session
from pipeline.summary import (
    print_costs,
    print_crossing,
    print_failures,
    print_findings,
    print_hint,
    print_scans,
    print_tables,
    reaches,
)
from pipeline.versions import FINISHING, fingerprint
from pipeline.watch import arrivals
from reports.files import INDEX, TableFormat
from reports.models import SubmissionSummary, ranking

AUDIT = "pipeline.audit_command:audit_submission"
EXTRACT = "pipeline.extract_command:extract_tables"


app = typer.Typer(
    help="Find what does not add up in performance reports (LKj) of Indonesian local governments.",
    epilog="Exit codes: 0 done; 1 findings at or above --fail-on; 2 wrong usage or profile, or nothing can be written; "
    "3 done, but some documents could not be read wholly; 4 nothing could be read; 130 interrupted, what is finished "
    "is kept.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out_console = Console()
err_console = Console(stderr=True)


def _place(given: str) -> str:
    """A path or a URL as given; raises BadParameter for a path that leads nowhere."""
    if not is_url(given):
        for right, wrong in ((os.F_OK, "does not exist"), (os.R_OK, "is not readable")):
            if not os.access(given, right):
                raise typer.BadParameter(f"Path '{given}' {wrong}.")
    return given


Paths = Annotated[
    list[str],
    typer.Argument(
        parser=_place,
        metavar="PATH",
        help="PDFs, ZIPs, folders, or URLs of these (s3://bucket/folder). In a folder every sub-folder with any is one "
        "submission, and so is a loose one.",
    ),
]
Out = Annotated[Path, typer.Option("--out", file_okay=False, metavar="DIR", help="Folder for the results.")]
OcrChoice = Annotated[
    Ocr,
    typer.Option("--ocr", help="Which pages are read by OCR: those that are pictures, none, or all of them."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="Processes at a time; else one per core, or as many as the cluster has."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Do all of it again, not only what has changed.")]
StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Database that remembers what is done (postgresql+psycopg://...); else in DIR."
    ),
]
Passwords = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        exists=True,
        dir_okay=False,
        readable=True,
        metavar="FILE",
        help="Text file with passwords, one a line, to try on PDFs that are locked.",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler that hands out the work (tcp://host:port), or 'local'; documents and DIR must be paths "
        "that its workers share.",
    ),
]


@app.command("audit")
def audit_paths(
    paths: Paths,
    out: Out,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="TOML file that overrides the default profile.")
    ] = None,
    jobs: Jobs = None,
    ocr: OcrChoice = "auto",
    fresh: Fresh = False,
    store: StoreUrl = None,
    scheduler: Scheduler = None,
    password_file: Passwords = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="Exit with 1 when there is a finding of this severity or graver."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on auditing what arrives in the folders, until Ctrl-C.")
    ] = False,
) -> None:
    """Audit submissions: findings with evidence, a workpaper and a report for each, and an index over all."""
    if watch and fail_on:
        raise typer.BadParameter("has no meaning with --watch, which ends when it is told to", param_hint="--fail-on")
    if watch and any(map(is_url, paths)):
        raise typer.BadParameter("folders only, no URLs", param_hint="--watch")
    known = _profile(profile)
    sources = [] if watch else _discovered(paths, out)
    with session(Settings(out, jobs, ocr, fresh, store, scheduler, password_file), err_console) as ours:
        if watch:
            raise typer.Exit(_watch(ours, paths, known))
        audited = _audit(ours, sources, known)
        print_hint(out_console, [Path(path) for path in paths if not is_url(path)], audited.finished)
        _print_index(out, audited)
    code, summaries = audited.code, [one.result for one in audited.finished]
    if fail_on and code in {ExitCode.done, ExitCode.incomplete} and reaches(summaries, fail_on, audited.crossing):
        code = ExitCode.findings
    raise typer.Exit(code)


class _Audited(NamedTuple):
    """The submissions that are finished, the findings between all of a batch, and what the run has come to."""

    finished: list[Finished[SubmissionSummary]]
    crossing: list[CrossFinding]
    code: ExitCode


def _audit(
    ours: Session, sources: Sequence[Source], profile: Profile, others: Sequence[Finished[SubmissionSummary]] = ()
) -> _Audited:
    """Audit submissions and write the index over them and the ``others`` that are audited already."""
    out, created, version = ours.out, datetime.now().astimezone(), installed_version("lkj-audit")
    arguments, modules = (profile, created, version, out.absolute()), ("reports.recap",)
    finish = Finish(AUDIT, SubmissionSummary, arguments, settings=(profile,), modules=modules)

    def index(finished: Sequence[Finished[SubmissionSummary]]) -> Call | None:
        batch = ranking([one.result for one in (*others, *finished)])
        code = fingerprint(FINISHING)
        return call_of(write_index, out.absolute(), batch, profile, created, version, code) if batch else None

    outcome = ours.run(sources, finish, index)
    finished = _in_order(outcome)
    summaries = ranking([one.result for one in finished])
    crossing: list[CrossFinding] = outcome.together or []
    if summaries:
        print_findings(out_console, summaries)
    print_crossing(out_console, crossing)
    print_scans(out_console, summaries)
    print_failures(out_console, outcome)
    print_costs(out_console, outcome.costs)
    return _Audited(finished, crossing, ours.code(outcome))


def _watch(ours: Session, paths: Sequence[str], profile: Profile) -> ExitCode:
    """Audit submissions as they arrive in ``paths``, until it is stopped or no more can be written."""
    finished: dict[str, Finished[SubmissionSummary]] = {}
    coming = arrivals(lambda: discover([Path(path).absolute() for path in paths]))
    while True:
        try:
            ours.say(f"Menunggu berkas di {', '.join(paths)} (berhenti dengan Ctrl-C)")
            arrived = next(coming)
        except KeyboardInterrupt:
            return ExitCode.done
        again = {source.id for source in arrived.ready} | arrived.gone
        finished = {id: one for id, one in finished.items() if id not in again}
        audited = _audit(ours, arrived.ready, profile, list(finished.values()))
        finished |= {one.source.id: one for one in audited.finished}
        _print_index(ours.out, audited)
        if audited.code is ExitCode.interrupted or ours.unwritable:
            return audited.code


def _print_index(out: Path, audited: _Audited) -> None:
    if audited.finished and (out / INDEX).exists():
        out_console.print(Text(f"\nHasil: {out / INDEX}"), soft_wrap=True)


@app.command("extract")
def extract_paths(
    paths: Paths,
    out: Out,
    form: Annotated[TableFormat, typer.Option("--format", help="What to write the tables as.")] = "json",
    debug: Annotated[
        bool, typer.Option("--debug", help="Also draw each page that has tables, with the grids that were read.")
    ] = False,
    jobs: Jobs = None,
    ocr: OcrChoice = "auto",
    fresh: Fresh = False,
    store: StoreUrl = None,
    scheduler: Scheduler = None,
    password_file: Passwords = None,
) -> None:
    """Extract the tables only, into one folder per submission."""
    from pipeline.extract_command import Extracted

    finish = Finish(EXTRACT, Extracted, (form, debug, datetime.now().astimezone()), settings=(form, debug))
    sources = _discovered(paths, out)
    with session(Settings(out, jobs, ocr, fresh, store, scheduler, password_file), err_console) as ours:
        outcome = ours.run(sources, finish)
    extracted = [one.result for one in _in_order(outcome)]
    if extracted:
        print_tables(out_console, extracted)
    print_scans(out_console, extracted)
    print_failures(out_console, outcome)
    print_costs(out_console, outcome.costs)
    if extracted:
        out_console.print(Text(f"\nHasil: {out}"), soft_wrap=True)
    raise typer.Exit(ours.code(outcome))


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
    # Runs over documents do without them until something is audited.
    from audit.registry import find_rule, rules
    from pipeline.rules_command import print_catalogue, print_rule

    if code is None:
        print_catalogue(out_console, rules())
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


def _discovered(paths: Sequence[str], out: Path) -> list[Source]:
    """The submissions at ``paths``, those elsewhere copied into the store of the folder ``out``."""
    try:
        places = [fetched(path, out.absolute() / MEMORY) if is_url(path) else Path(path).absolute() for path in paths]
        sources = discover(places)
    except RemoteFailed as error:
        raise typer.BadParameter(str(error)) from error
    except OSError as error:
        raise typer.BadParameter(f"cannot be looked at: {error}") from error
    if not sources:
        err_console.print("No PDF found in the given paths.", highlight=False)
        raise typer.Exit(ExitCode.nothing)
    return sources


def _in_order(outcome: Outcome[Any]) -> list[Finished[Any]]:
    """The finished submissions by name: which was finished first is chance."""
    return sorted(outcome.finished, key=lambda one: one.source.name.casefold())
