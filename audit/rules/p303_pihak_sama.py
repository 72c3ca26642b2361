"""P303: one person on both sides of a PK."""

from __future__ import annotations

from collections.abc import Iterator

from audit.findings import quoted
from audit.models import Finding
from audit.people import Mention, acting_title
from audit.registry import Context, rule
from audit.regulations import PANRB_53
from normalize.models import Segment, Submission
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
    "dibandingkan tanpa gelar, huruf besar, dan tanda baca, demikian pula NIP-nya. Bila salah satunya pelaksana tugas "
    "(Plt., Plh., Pj., Pjs.), temuan perlu dicek karena rangkap jabatan mungkin ditetapkan.",
    basis=f"{PANRB_53}, Lampiran I: format perjanjian kinerja",
    violation="Nama pada pihak pertama dicetak lagi sebagai pihak kedua.",
    clean="Pihak pertama Kepala Seksi, pihak kedua Camat, dengan nama yang berbeda.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """At most one finding per PK: of its opening clause, or else of its signature blocks."""
    for segment in ctx.submission.segments:
        if segment.kind in ("pk", "pk_perubahan"):
            for first, second in (_clause(ctx.submission, segment), _blocks(ctx.submission, segment)):
                pair = next(((a, b) for a in first for b in second if _same(a, b)), None)
                if pair is not None:
                    yield _finding(ctx, segment, *pair)
                    break


_Sides = tuple[list[Mention], list[Mention]]


def _same(one: Mention, other: Mention) -> bool:
    nips = [mention.nip.digits for mention in (one, other) if mention.nip and mention.nip.digits]
    return same_person(one.name, other.name) >= _SAME or (len(nips) == 2 and nips[0] == nips[1])


def _clause(submission: Submission, segment: Segment) -> _Sides:
    parties = [one for one in submission.parties if one.segment == segment.id]
    first, second = (
        [Mention(one.segment, one.name, one.at, one.position) for one in parties if one.party == party]
        for party in ("pertama", "kedua")
    )
    return first, second


def _blocks(submission: Submission, segment: Segment) -> _Sides:
    blocks = [one for one in submission.signatures if one.segment == segment.id and one.name]
    first, second = (
        [
            Mention(one.segment, one.name or "", one.name_at or one.at, one.position, one.nip)
            for one in blocks
            if one.party == party
        ]
        for party in ("pertama", "kedua")
    )
    return first, second


def _finding(ctx: Context, segment: Segment, first: Mention, second: Mention) -> Finding:
    acting = any(one.position and acting_title(one.position) for one in (first, second))
    number = second.nip.raw if second.nip else "sama"
    same = f"bernama {quoted(second.name)}" if same_person(first.name, second.name) >= _SAME else f"ber-NIP {number}"
    doubt = "; penetapan rangkap jabatan sebagai pelaksana tugas perlu dipastikan" if acting else ""
    return ctx.finding(
        message=f"Pihak pertama dan pihak kedua dalam {segment.title or 'perjanjian kinerja'} "
        f"(halaman {second.at.page}) sama-sama {same}{doubt}.",
        subject=first.name,
        at=[second.at],
        reported=second.name,
        expected="nama atasan langsung sebagai pihak kedua",
        references=[first.at],
        segment=segment,
        verdict="perlu_cek" if acting else "pasti",
    )
