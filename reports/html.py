"""laporan.html and index.html: pages that open offline in any browser, without a single request."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from audit.models import SEVERITIES, Category, CrossFinding, Finding, Severity
from reports import labels
from reports.charts import charts
from reports.crops import Crop, crops
from reports.crosswise import crossings
from reports.earlier import CHANGES, STATE, Line
from reports.files import REPORT, WORKPAPER, atomic_write
from reports.material import Material
from reports.models import SubmissionSummary, ranking, reading
from reports.pages import PageImage, PageKey, Pictures
from reports.standing import LEFT, Standing, total

TEMPLATES = ("laporan.html.j2", "index.html.j2", "base.html.j2", "charts.html.j2")
"""The templates of the evidence report and the index, and those that they use."""
BUFFERED = 500
"""Pieces of a page that are written at a time."""
HEAT = (1, 2, 4, 8)
"""The fewest findings of each shade of the heat map."""
LOCATED = 4
"""Places named in the list of findings and in a copied text; the evidence names them all."""
ROLES = {"reported": "Nilai yang dipersoalkan", "input": "Bahan perhitungan", "reference": "Pembanding"}


class Entry(msgspec.Struct, frozen=True):
    """A finding as the report shows it: its number, pictures, the documents it is about (indexes) and where it is.

    ``quotation`` is what an evaluator copies into another text.
    """

    number: int
    found: Finding
    crops: list[Crop]
    documents: list[int]
    place: str
    quotation: str


class RuleRow(msgspec.Struct, frozen=True):
    """A rule in the reports of a batch: how many findings it has in each submission (by id) that has any."""

    code: str
    category: Category
    title: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def prepare() -> None:
    """Compile the templates, which takes longer than to write a short report."""
    for template in TEMPLATES:
        _environment().get_template(template)


def write_report(path: Path, of: Material, images: Mapping[PageKey, PageImage]) -> None:
    """Write the evidence report of one submission.

    ``images`` are those of :func:`pictures`; findings on a page that is missing there have none.
    """
    result, before = of.result, of.before
    changes = {} if before.first else {one.id: before.change(one) for one in result.findings}
    submission = result.submission
    findings = labels.in_reading_order(result.findings)
    indexes = {file.path: index for index, file in enumerate(submission.files)}
    entries = [_entry(number, one, crops(one, images, of.places), indexes) for number, one in enumerate(findings, 1)]
    _write(
        path,
        TEMPLATES[0],
        "laporan.js",
        submission=submission,
        entries=entries,
        images=list({image.id: image for image in images.values()}.values()),
        several=len(submission.files) > 1,
        charts=charts(submission, findings),
        rules=of.rules,
        roles=ROLES,
        severities=Counter(found.severity for found in findings),
        verdicts=Counter(found.verdict for found in findings),
        families=_families(findings),
        categories=Counter(found.category for found in findings),
        documents=Counter(document for entry in entries for document in entry.documents),
        reading=reading(submission.files),
        unchecked=result.views.unchecked,
        changes=changes,
        changed=Counter(changes.values()),
        gone=[defaultdict(str, line) for _, line in of.gone],
        told_changes=_told_changes,
        failed=[file for file in submission.files if reading([file]) != "whole"],
        created=of.created,
        version=of.version,
    )


def pictures(of: Material, pdfs: Mapping[str, Path]) -> Pictures:
    """The pages that the report of a submission shows; ``pdfs`` maps each document's path to the file to draw from."""
    pages = {page for page in of.pages() if page[0] in pdfs}
    return Pictures(dict(pdfs), tuple(sorted(pages)), of.places.on(pages).turns)


def _entry(number: int, found: Finding, pictures: list[Crop], indexes: Mapping[str, int]) -> Entry:
    pages: dict[str, set[int]] = defaultdict(set)
    for evidence in found.evidence:
        pages[evidence.document].add(evidence.page)
    listed = [(f"{name}, " if len(indexes) > 1 else "", labels.page_list(numbers)) for name, numbers in pages.items()]
    place = "; ".join(f"{name}hal. {numbers}" for name, numbers in listed[:LOCATED])
    place += "; …" if len(listed) > LOCATED else ""
    told = {"Perhitungan": found.formula, "Dasar": found.basis, "Letak": place}
    quotation = "\n".join([found.message, *(f"{label}: {text}" for label, text in told.items() if text)])
    documents = sorted(indexes[name] for name in pages if name in indexes)
    return Entry(number, found, pictures, documents, place, quotation)


def _told_changes(changed: Mapping[str, int], gone: Sequence[Line]) -> str:
    """ "2 baru, 12 tetap, 3 selesai"."""
    states = Counter(LEFT.get(line.get(STATE, ""), "") for line in gone)
    return _told({name: changed.get(name, 0) for name in CHANGES} | {name: states[name] for name in LEFT.values()})


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{labels.count(count)} {name.lower()}" for name, count in counts.items() if count)


def _families(findings: Sequence[Finding]) -> dict[Category, dict[Severity, int]]:
    """How many findings of which severity each category has, in the order of the reports, without zeros."""
    counts = Counter((found.category, found.severity) for found in findings)
    families = {
        category: {severity: counts[category, severity] for severity in SEVERITIES if counts[category, severity]}
        for category in labels.CATEGORY
    }
    return {category: parts for category, parts in families.items() if parts}


def write_index(
    path: Path,
    summaries: Sequence[SubmissionSummary],
    created: datetime,
    version: str,
    standings: Mapping[str, Standing] | None = None,
    crossing: Iterable[CrossFinding] = (),
) -> None:
    """Write the page that leads to the reports of a batch, the submission with the gravest findings first.

    Links are made to the files that exist beside ``path``; ``standings`` are what the workpapers of the submissions
    say, by the id of the submission; ``crossing`` are the findings between submissions.
    """
    ranked = ranking(summaries)
    standings = standings or {}
    _write(
        path,
        "index.html.j2",
        "index.js",
        rows=[(summary, _links(path.parent, summary), _words(summary)) for summary in ranked],
        crossings=crossings(crossing, ranked),
        reports={summary.id: _links(path.parent, summary).get("Laporan") for summary in ranked},
        rules=(rules := _rules(ranked)),
        families=Counter(rule.category for rule in rules),
        standings=standings,
        told=_told,
        standing=total(standings.values()),
        heat=lambda number: sum(number >= fewest for fewest in HEAT),
        totals={severity: sum(summary.severity(severity) for summary in ranked) for severity in SEVERITIES},
        certain=sum(summary.verdict("pasti") for summary in ranked),
        most=max((summary.total for summary in ranked), default=0),
        failed=[(summary, file) for summary in ranked for file in summary.files if reading([file]) != "whole"],
        unread=sum(summary.reading == "none" for summary in ranked),
        documents=sum(len(summary.files) for summary in ranked),
        pages=labels.pages_of(file for summary in ranked for file in summary.files),
        created=created,
        version=version,
    )


def _rules(summaries: Sequence[SubmissionSummary]) -> list[RuleRow]:
    """The rules that have findings, in the order of the categories; a rule's title is its most frequent one."""
    kinds: dict[str, Counter[tuple[Category, str]]] = defaultdict(Counter)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for summary in summaries:
        for tally in summary.tallies:
            kinds[tally.rule][tally.category, tally.title] += tally.count
            counts[tally.rule][summary.id] += tally.count
    rows = [RuleRow(code, *kinds[code].most_common(1)[0][0], dict(counts[code])) for code in kinds]
    return sorted(rows, key=lambda row: (list(labels.CATEGORY).index(row.category), row.code))


def _words(summary: SubmissionSummary) -> str:
    """What a submission is found by: its name, year and documents, and the rules it has findings of."""
    rules = {word for tally in summary.tallies for word in (tally.rule, tally.title)}
    return " ".join(
        [summary.name, summary.source, str(summary.year or ""), *(file.path for file in summary.files), *sorted(rules)]
    )


def _links(out: Path, summary: SubmissionSummary) -> dict[str, str]:
    names = {REPORT: "Laporan", WORKPAPER: "Kertas kerja"}
    return {label: f"{quote(summary.id)}/{name}" for name, label in names.items() if (out / summary.id / name).exists()}


def _write(path: Path, template: str, script: str, **content: object) -> None:
    text = _asset(script)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    stream = (
        _environment()
        .get_template(template)
        .stream(style=Markup(_asset("style.css")), script=Markup(text), script_hash=f"sha256-{digest}", **content)
    )
    stream.enable_buffering(BUFFERED)
    with atomic_write(path) as temporary, temporary.open("wb") as file:
        stream.dump(file, encoding="utf-8")


@cache
def _asset(name: str) -> str:
    return resources.files("reports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Characters that HTML forbids would end up in the page with every printed text.
        finalize=lambda value: labels.clean(value) if type(value) is str else value,
    )
    environment.globals.update(labels=labels, reading_of=lambda file: reading([file]), SEVERITIES=SEVERITIES)
    return environment
