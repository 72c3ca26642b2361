"""H216: sentences that say all targets were met where the tables show otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit import columns
from audit.arithmetic import HUNDRED
from audit.counts import REACHED
from audit.direction import direction
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, where
from audit.prose import Paragraph, paragraphs
from audit.registry import Context, rule
from audit.scope import Report, reports
from normalize.matching import canonical
from normalize.models import IndikatorRecord, Source, Submission

_ALL = re.compile(
    r"\b(?:seluruh|semua|keseluruhan)\s+(?:nilai\s+|realisasi\s+|capaian\s+|target\s+(?:dari\s+)?)?"
    r"(?:indikator|sasaran|target|iku)\b[^.;:]{0,90}?"
    r"\b(?:telah|sudah|dapat|berhasil|mampu|adalah)?\s*(?:ter|men)capai(?:nya)?\s*"
    r"(?:100\s*%|target|sesuai|dengan\s+baik|melebihi|seluruhnya|$|[.,;])",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:belum|tidak|agar|supaya|untuk|diharapkan|harapan|akan|apabila|bila|jika|kecuali|hampir|sebagian|perlu"
    r"|dalam rangka|upaya|guna|rumus|nilai \d|program|kegiatan|anggaran|fisik|triwulan|tribulan)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\bsecara\s+(?:umum|keseluruhan|garis\s+besar)\b[^.;]{0,260}?\b(?:keberhasilan|berhasil|tercapai|mencapai)\b[^.;]{0,220}?"
    r"\b(?:sebagaimana|sesuai)\s+(?:dengan\s+)?(?:yang\s+)?(?:telah\s+)?(?:ditargetkan|target\b)[^.;]{0,40}",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:belum|tidak|kurang|kecuali|sebagian|hampir|diharapkan|akan|agar|upaya)\b", re.IGNORECASE)
_SHOWN = 5


@rule(
    code="H216",
    category="keselarasan",
    severity="sedang",
    title="Pernyataan semua target tercapai tidak didukung tabel",
    why="Simpulan bahwa semua target tercapai menutupi indikator yang belum tercapai dan tindak lanjut yang "
    "diperlukan.",
    method="Kalimat “seluruh/semua indikator (atau sasaran) telah mencapai target” dibandingkan dengan tabel capaian "
    "laporan itu untuk tahun dan periode yang sama; temuan bila sedikitnya satu indikator tujuan atau sasaran "
    "tercetak dengan "
    "capaian di bawah 100%. Kalimat yang berisi harapan, pengecualian, atau tentang anggaran, program, dan triwulan "
    "dilewati. Simpulan umum (“secara umum … berhasil sesuai target”) hanya ditemukan bila lebih dari setengah "
    "indikatornya di bawah 100%. Temuan berstatus perlu dicek karena kalimat dapat merujuk sebagian indikator saja.",
    basis="PermenPANRB 53/2014 Lampiran II: simpulan didasarkan pada hasil pengukuran kinerja",
    violation="“Semua indikator telah mencapai target yang ditetapkan”; tabel: capaian Indikator B 94,2%.",
    clean="“Semua indikator telah mencapai target”; tabel: capaian 100% dan 104%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per report and sentence."""
    texts = paragraphs(ctx.submission)
    for report in reports(ctx.submission):
        missed, known = _missed(ctx.submission, report)
        own = [one for one in texts if one.segment in report.ids] if missed else []
        admitted = _admitted(own)
        for paragraph in own:
            yield from _claims(ctx, paragraph, missed, len(missed) * 2 > known, admitted)


def _claims(
    ctx: Context, paragraph: Paragraph, missed: list[IndikatorRecord], most: bool, admitted: tuple[str, Source] | None
) -> Iterator[Finding]:
    """``most``: more indikator missed their target than reached it, so that even a general statement is wrong.

    ``admitted`` is where the report itself says that fewer reached theirs.
    """
    for start, end in paragraph.sentences():
        sentence = paragraph.text[start:end]
        match = _ALL.search(sentence)
        if match is None or _NOT.search(sentence[: match.end()]):
            match = _GENERAL.search(sentence) if most else None
            if match is None or _DENIED.search(sentence):
                continue
        told = listed(f"{quoted(one.indikator, 80)} {_shown(one)} pada {_where(ctx, one)}" for one in missed[:_SHOWN])
        own = f" Pada halaman {admitted[1].page} tertulis {quoted(admitted[0], 120)}." if admitted else ""
        yield ctx.finding(
            message=f"Pada halaman {paragraph.at.page} tertulis {quoted(sentence, 200)}, sedangkan tabel memuat "
            f"indikator yang belum mencapai target: {told}.{own}",
            subject=sentence,
            at=[paragraph.at],
            references=[
                *(_at(one) for one in missed),
                *([admitted[1]] if admitted else []),
            ],
            reported=" ".join(match[0].split()),
            expected=listed(_shown(one) for one in missed[:_SHOWN]),
            segment=ctx.submission.segment(paragraph.segment),
            verdict="perlu_cek",
        )


def _admitted(texts: Sequence[Paragraph]) -> tuple[str, Source] | None:
    """Where a report says that only k of n indikator reached their target."""
    for paragraph in texts:
        match = REACHED.search(paragraph.text)
        if match is not None and int(match["count"]) < int(match["of"]):
            return match[0], paragraph.at
    return None


def _missed(submission: Submission, report: Report) -> tuple[list[IndikatorRecord], int]:
    """The indikator of tujuan and sasaran that missed their target wherever told, by name once, and of how many."""
    told: dict[str, list[IndikatorRecord]] = {}
    for one in submission.indikator:
        own = (
            one.segment in report.ids
            and one.year in (None, report.year)
            and one.period in (None, report.period, "tahunan")
        )
        of_unit = one.table_kind in ("capaian", "perbandingan_tahun") and one.level in ("tujuan", "sasaran", None)
        if own and of_unit and _reached(one) is not None:
            told.setdefault(canonical(one.indikator), []).append(one)
    return [same[0] for same in told.values() if all(_below(one) for one in same)], len(told)


def _reached(record: IndikatorRecord) -> Decimal | None:
    """The printed capaian, else what target and realisasi of one unit give; None when neither tells."""
    if record.capaian is not None:
        return record.capaian.number.value if record.capaian.number is not None else None
    target, reached = record.target, record.realisasi
    if target is None or reached is None or target.number is None or reached.number is None:
        return None
    plain = target.number.upper is None and target.number.unit == reached.number.unit
    if not plain or not target.number.value or direction(record.indikator) == "lower":
        return None
    return reached.number.value / target.number.value * HUNDRED


def _below(record: IndikatorRecord) -> bool:
    share = _reached(record)
    return share is not None and 2 < share < HUNDRED


def _shown(record: IndikatorRecord) -> str:
    if record.capaian is not None or record.target is None or record.realisasi is None:
        return columns.printed(record.capaian) if record.capaian else ""
    return f"{columns.printed(record.realisasi)} dari target {columns.printed(record.target)}"


def _at(record: IndikatorRecord) -> Source:
    told = record.capaian or record.realisasi
    return told.at if told is not None else record.indikator_at


def _where(ctx: Context, record: IndikatorRecord) -> str:
    return where(ctx.submission, record, _at(record))
