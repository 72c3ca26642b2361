"""H216: sentences that say all targets were met where the tables show otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit import columns
from audit.arithmetic import HUNDRED
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed, where
from audit.prose import Paragraph, paragraphs
from audit.registry import Context, rule
from audit.scope import Report, reports
from normalize.matching import canonical
from normalize.models import IndikatorRecord, Submission

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
    "dilewati. Temuan berstatus perlu dicek karena kalimat dapat merujuk sebagian indikator saja.",
    basis="PermenPANRB 53/2014 Lampiran II: simpulan didasarkan pada hasil pengukuran kinerja",
    violation="“Semua indikator telah mencapai target yang ditetapkan”; tabel: capaian Indikator B 94,2%.",
    clean="“Semua indikator telah mencapai target”; tabel: capaian 100% dan 104%.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per report and sentence."""
    texts = paragraphs(ctx.submission)
    for report in reports(ctx.submission):
        missed = _missed(ctx.submission, report)
        for paragraph in texts if missed else []:
            if paragraph.segment in report.ids:
                yield from _claims(ctx, paragraph, missed)


def _claims(ctx: Context, paragraph: Paragraph, missed: list[IndikatorRecord]) -> Iterator[Finding]:
    for start, end in paragraph.sentences():
        sentence = paragraph.text[start:end]
        match = _ALL.search(sentence)
        if match is None or _NOT.search(sentence[: match.end()]):
            continue
        told = listed(f"{quoted(one.indikator, 80)} {_shown(one)} ({_where(ctx, one)})" for one in missed[:_SHOWN])
        yield ctx.finding(
            message=f"Pada halaman {paragraph.at.page} tertulis {quoted(sentence, 200)}, sedangkan tabel memuat "
            f"capaian di bawah 100%: {told}.",
            subject=sentence,
            at=[paragraph.at],
            references=[one.capaian.at for one in missed if one.capaian is not None],
            reported=" ".join(match[0].split()),
            expected=listed(_shown(one) for one in missed[:_SHOWN]),
            segment=ctx.submission.segment(paragraph.segment),
            verdict="perlu_cek",
        )


def _missed(submission: Submission, report: Report) -> list[IndikatorRecord]:
    """The indikator of tujuan and sasaran whose every printed capaian is below 100, by name once."""
    told: dict[str, list[IndikatorRecord]] = {}
    for one in submission.indikator:
        own = (
            one.segment in report.ids
            and one.year in (None, report.year)
            and one.period in (None, report.period, "tahunan")
        )
        of_unit = one.table_kind == "capaian" and one.level in ("tujuan", "sasaran", None)
        if own and of_unit and one.capaian is not None and one.capaian.number is not None:
            told.setdefault(canonical(one.indikator), []).append(one)
    return [same[0] for same in told.values() if all(_below(one) for one in same)]


def _below(record: IndikatorRecord) -> bool:
    number = record.capaian.number if record.capaian else None
    return number is not None and 2 < number.value < HUNDRED


def _shown(record: IndikatorRecord) -> str:
    return columns.printed(record.capaian) if record.capaian else ""


def _where(ctx: Context, record: IndikatorRecord) -> str:
    return where(ctx.submission, record, record.capaian.at if record.capaian else record.indikator_at)
