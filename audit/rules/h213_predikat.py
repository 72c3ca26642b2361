"""H213: predicates that do not fit the scale."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit import columns, scales
from audit.called import Called, in_tables, in_text
from audit.findings import quoted
from audit.models import Finding
from audit.phrases import listed
from audit.prose import paragraphs
from audit.registry import Context, rule
from audit.scales import PREDICATE, Scale


@rule(
    code="H213",
    category="keselarasan",
    severity="sedang",
    title="Predikat tidak sesuai dengan skala penilaian",
    why="Predikat adalah yang diingat pembaca dari suatu capaian; predikat yang lebih baik daripada skalanya menutupi "
    "kinerja yang sebenarnya.",
    method="Skala dibaca dari dokumen itu sendiri (tabel atau daftar rentang dan predikat); bila dokumen tidak "
    "memuatnya, skala profil dipakai dan temuan berstatus perlu dicek. Capaian dalam "
    "persen yang diberi predikat, dalam kalimat atau pada kolom kategori, dan nilai AKIP dengan hurufnya, dibandingkan "
    "dengan skala itu. Nilai di celah skala (misalnya antara 90 dan 91) atau di luarnya tidak dinilai, "
    "nilai di batas boleh memakai kedua predikat, dan predikat yang tidak ada dalam skala dilewati; begitu pula IKM "
    "dan efisiensi, yang mempunyai skala sendiri.",
    basis="Skala penilaian yang dinyatakan dokumen; tanpa itu skala pada profil (PermenPANRB "
    "12/2015 dan 88/2021, Permendagri 86/2017)",
    violation="Skala: 85 ke atas Sangat Baik, 70 sampai 85 Baik; naskah: “capaian 88,9% dengan kategori baik”.",
    clean="Skala sama; naskah: “capaian 97,1% dikategorikan sangat baik”.",
    settings=("predikat",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per figure and wrong predicate, with all places where it is so called."""
    texts = paragraphs(ctx.submission)
    for document in dict.fromkeys(one.document for one in ctx.submission.segments):
        own = scales.of_document(ctx.submission, document)
        grouped: dict[tuple[str, str], list[tuple[Called, Scale]]] = defaultdict(list)
        for called in (*in_text(texts, document), *in_tables(ctx.submission, document)):
            if (scale := _contradicting(ctx, own, called)) is not None:
                grouped[columns.show(called.number), called.predicate].append((called, scale))
        for same in grouped.values():
            yield _finding(ctx, [called for called, _ in same], same[0][1])


def _contradicting(ctx: Context, own: Sequence[Scale], called: Called) -> Scale | None:
    """The scale by which a figure has another predicate; None when one allows the given one, or none has any."""
    knowing = [scale for scale in own if scale.knows(called.predicate) and not called.grade]
    knowing = knowing or _of_profile(ctx, called)
    allowed = [scale.predicates(called.number) for scale in knowing]
    if not knowing or not all(allowed) or any(called.predicate in one for one in allowed):
        return None
    return knowing[0]


def _of_profile(ctx: Context, called: Called) -> list[Scale]:
    year, words = ctx.submission.year or 0, called.context.casefold()
    found = [
        scales.stated(one.pita.items(), one.dasar)
        for one in ctx.profile.predikat
        if year >= one.sejak and any(word.casefold() in words for word in one.kata)
    ]
    return [scale for scale in found if scale.knows(called.predicate)]


def _finding(ctx: Context, same: Sequence[Called], scale: Scale) -> Finding:
    called = same[0]
    right = " atau ".join(_shown(called, one) for one in scale.predicates(called.number))
    by = f"skala penilaian dokumen (halaman {scale.at.page})" if scale.at else f"skala {scale.basis}"
    segment = next(
        one
        for one in ctx.submission.segments
        if one.document == called.at.document and one.first <= called.at.page <= one.last
    )
    figure, given = columns.show(called.number), _shown(called, called.predicate)
    return ctx.finding(
        message=f"Nilai {figure} pada {listed(one.where for one in same)} disebut {quoted(given)}, sedangkan menurut "
        f"{by} termasuk {quoted(right)}.",
        subject=called.subject,
        about=re.sub(PREDICATE, " ", called.subject, flags=re.IGNORECASE),
        at=[one.at for one in same],
        references=[scale.at] if scale.at else [],
        reported=f"{figure} ({given})",
        expected=right,
        table=called.table,
        segment=segment,
        verdict="perlu_cek" if scale.near_edge(called.number) or scale.at is None else "pasti",
        basis=None if scale.at else scale.basis,
    )


def _shown(called: Called, predicate: str) -> str:
    return predicate.upper() if called.grade else predicate.title()
