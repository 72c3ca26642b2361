"""P303: one person on both sides of a PK."""

from __future__ import annotations

from collections.abc import Iterator

from audit.findings import quoted
from audit.models import Finding
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Segment, Source, Submission
from normalize.people import same_person

_SAME = 0.95


@rule(
    code="P303",
    category="pengesahan",
    severity="tinggi",
    title="Pihak pertama dan pihak kedua perjanjian kinerja adalah orang yang sama",
    why="Perjanjian kinerja adalah kesepakatan bawahan dengan atasannya; seseorang tidak dapat berjanji kepada "
    "dirinya sendiri.",
    method="Nama pihak pertama dan pihak kedua dalam pembukaan dan blok tanda tangan satu perjanjian kinerja "
    "dibandingkan tanpa gelar, huruf besar, dan tanda baca.",
    basis=f"{PANRB_53}, Lampiran I: format perjanjian kinerja",
    violation="Nama pada pihak pertama dicetak lagi sebagai pihak kedua.",
    clean="Pihak pertama Kepala Seksi, pihak kedua Camat, dengan nama yang berbeda.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """At most one finding per PK: of its opening clause, or else of its signature blocks."""
    for segment in ctx.submission.segments:
        if segment.kind in ("pk", "pk_perubahan"):
            for first, second in (_clause(ctx.submission, segment), _blocks(ctx.submission, segment)):
                pair = next(((a, b) for a in first for b in second if same_person(a[0], b[0]) >= _SAME), None)
                if pair is not None:
                    yield _finding(ctx, segment, *pair)
                    break


_Named = list[tuple[str, Source]]


def _clause(submission: Submission, segment: Segment) -> tuple[_Named, _Named]:
    parties = [one for one in submission.parties if one.segment == segment.id]
    named = [[(one.name, one.at) for one in parties if one.party == party] for party in ("pertama", "kedua")]
    return named[0], named[1]


def _blocks(submission: Submission, segment: Segment) -> tuple[_Named, _Named]:
    blocks = [one for one in submission.signatures if one.segment == segment.id and one.name]
    named = [
        [(one.name or "", one.name_at or one.at) for one in blocks if one.party == p] for p in ("pertama", "kedua")
    ]
    return named[0], named[1]


def _finding(ctx: Context, segment: Segment, first: tuple[str, Source], second: tuple[str, Source]) -> Finding:
    return ctx.finding(
        message=f"Pihak pertama dan pihak kedua dalam {segment.title or 'perjanjian kinerja'} "
        f"(halaman {second[1].page}) sama-sama bernama {quoted(second[0])}.",
        subject=first[0],
        at=[second[1]],
        reported=second[0],
        expected="nama atasan langsung sebagai pihak kedua",
        references=[first[1]],
        segment=segment,
    )
