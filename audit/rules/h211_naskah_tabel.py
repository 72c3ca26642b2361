"""H211: figures in running text that differ from the table they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from audit import columns, told
from audit.claims import claims
from audit.findings import quoted
from audit.gravity import at_most, gravity
from audit.mentions import Mention, budget_mentions, indikator_mentions
from audit.models import Finding
from audit.phrases import listed, where
from audit.printed import same_number
from audit.prose import Paragraph
from audit.registry import Context, rule
from audit.scope import Record
from audit.told import SUM_OF, Tables
from normalize.models import Value

_PLACES = 3
_NAMES = {"pagu": "Anggaran", "realisasi": "Realisasi", "target": "Target", "capaian": "Capaian"}


@rule(
    code="H211",
    category="keselarasan",
    severity="sedang",
    title="Angka dalam naskah berbeda dari tabel",
    why="Pembaca tidak tahu angka mana yang benar, dan simpulan yang ditarik naskah tidak lagi didukung tabel.",
    method="Kalimat yang menyebut nama indikator, program, kegiatan, atau sub kegiatan beserta target, realisasi, "
    "capaian, atau anggarannya dibandingkan dengan semua tabel laporan itu untuk tahun yang sama. Nama harus (hampir) "
    "sama persis dan peran angka harus tersurat; angka yang sama dengan salah satu tabel, pembulatannya, atau dalam "
    "ribuan/jutaan diterima. Kalimat tentang tahun lain, triwulan, perubahan (semula … menjadi), dan sisa dilewati. "
    "Bila nama indikator hanya ada pada judul subbab, temuan berstatus perlu dicek.",
    basis="PermenPANRB 53/2014 Lampiran II: uraian capaian didasarkan pada hasil pengukuran kinerja",
    violation="Naskah: “Kegiatan A dengan anggaran sebesar Rp 400.000.000”; tabel: pagu Kegiatan A 450.000.000.",
    clean="Naskah: “Indeks Kualitas Udara … realisasi 66,2”; tabel: realisasi 66,24.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per figure of a sentence that no table has."""
    of_segment = {part: tables for tables in told.tables(ctx.submission) for part in tables.report.ids}
    for paragraph, claimed in claims(ctx.submission):
        tables = of_segment.get(paragraph.segment)
        if tables is None or not paragraph.figures:
            continue
        wrong = {claim.printed.start for claim in claimed if not claim.right}
        for mention in _mentions(paragraph, tables):
            if mention.figure.start not in wrong and _differs(paragraph, mention):
                yield _finding(ctx, paragraph, mention)


def _mentions(paragraph: Paragraph, tables: Tables) -> Iterator[Mention]:
    yield from budget_mentions(paragraph, tables.budget, tables.report.year)
    yield from indikator_mentions(paragraph, tables.indikator, tables.report)


def _differs(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether the tables tell the measure, all otherwise, and the figure is not another measure's of the same thing."""
    known, number = mention.known, mention.figure.number
    return bool(_told(paragraph, mention)) and not known.agrees(mention.measure, number) and _own_measure(mention)


def _told(paragraph: Paragraph, mention: Mention) -> list[tuple[Record, Value]]:
    """What the tables tell of a measure; a realisasi that repeats the pagu proves nothing."""
    known = mention.known
    values = [(record, value) for record, value in known.values.get(mention.measure, []) if value.number is not None]
    if mention.measure != "realisasi":
        return values
    money = [one.number for one in paragraph.figures if one.money]
    return [
        (record, value)
        for record, value in values
        if value.number
        and not known.agrees("pagu", value.number)
        and not any(same_number(value.number, one) for one in money)
    ]


def _own_measure(mention: Mention) -> bool:
    """Capaian and realisasi are used for each other in speech; in budgets they are not."""
    return mention.measure == "pagu" or not mention.known.agrees_with_other(mention.measure, mention.figure.number)


def _finding(ctx: Context, paragraph: Paragraph, mention: Mention) -> Finding:
    number, values = mention.figure.number, _told(paragraph, mention)
    values = [(record, value) for record, value in values if SUM_OF in value.text] or values
    places: dict[str, list[str]] = {}
    for record, value in values:
        if value.number is not None:
            places.setdefault(columns.printed(value), []).append(where(ctx.submission, record, value.at))
    shown = listed(f"{text} pada {listed(list(dict.fromkeys(at))[:_PLACES])}" for text, at in places.items())
    right = values[0][1].number
    return ctx.finding(
        message=f"{_NAMES[mention.measure]} {quoted(mention.known.name)} dalam naskah halaman {mention.figure.at.page} "
        f"tertulis {' '.join(number.raw.split())}, sedangkan tabel memuat {shown}.",
        subject=mention.known.name,
        at=[mention.figure.at],
        references=[value.at for _, value in values],
        expected=" atau ".join(list(places)[:_PLACES]),
        segment=ctx.submission.segment(paragraph.segment),
        key=f"{mention.measure} {paragraph.text[:80]}",
        severity=at_most("sedang", gravity(number, right.value)) if right else None,
        verdict="pasti" if mention.sure and len(places) == 1 else "perlu_cek",
    )
