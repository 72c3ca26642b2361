"""P305: one person under several names or NIP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from audit import people
from audit.findings import quoted
from audit.models import Finding
from audit.people import Mention
from audit.phrases import listed
from audit.registry import Context, rule
from normalize.models import Nip, Source


@rule(
    code="P305",
    category="identitas",
    severity="sedang",
    title="Nama atau NIP satu orang ditulis berbeda",
    why="Pejabat yang menandatangani harus dapat dikenali dengan pasti; nama atau NIP yang berubah-ubah membuat "
    "pengesahan diragukan dan menunjukkan naskah yang disalin.",
    method="Nama, jabatan, dan NIP pada pembukaan perjanjian kinerja dan blok tanda tangan dikumpulkan per orang: "
    "orang yang sama dikenali dari NIP (sampai dua angka berbeda) atau dari nama yang hampir sama dalam satu jabatan "
    "atau satu dokumen. Gelar, huruf besar, spasi, singkatan nama depan, nama yang dipendekkan, dan ejaan lama (oe, "
    "dj, tj) tidak diperhitungkan. Dilaporkan penulisan yang menyimpang dari yang terbanyak; penulisan yang "
    "hanya satu kali terbaca dari hasil pindai, tanpa dikuatkan pembaca kedua, tidak dilaporkan karena mungkin "
    "salah baca.",
    basis="Peraturan Kepala BKN Nomor 22 Tahun 2007 tentang Nomor Identitas Pegawai Negeri Sipil; konsistensi "
    "identitas dokumen",
    violation="Kata pengantar “Rahma Wulandari”, penutup “Rahmi Wulandari” dengan NIP yang sama.",
    clean="“RAHMA WULANDARI, S.STP., M.Si.” dan “Rahma Wulandari, S.STP, MSi”.",
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per deviating spelling and per deviating NIP of a person."""
    for person in people.persons(ctx.submission):
        yield from _names(ctx, person)
        yield from _nips(ctx, person)


def _names(ctx: Context, person: Sequence[Mention]) -> Iterator[Finding]:
    spellings = _grouped(person, lambda one: one.key, lambda one: one.at)
    usual = spellings[0]
    for spelling in spellings[1:]:
        one, other = spelling[0], usual[0]
        read = [mention.at for mention in spelling]
        if people.ordinary_variant(one.name, other.name) or people.doubtful(read):
            continue
        if not people.told_apart(spelling, usual):
            continue
        tied = len(spelling) == len(usual)
        yield ctx.finding(
            message=f"Nama {_office(person)}ditulis {quoted(one.name)} ({_pages(spelling)}), sedangkan di tempat lain "
            f"{quoted(other.name)} ({_pages(usual)}); penulisan yang benar perlu dipastikan.",
            subject=other.name,
            at=[mention.at for mention in spelling],
            reported=one.name,
            expected=None if tied else other.name,
            references=[mention.at for mention in usual],
            segment=ctx.submission.segment(one.segment),
            key=one.key,
            verdict="perlu_cek" if _unsure(spelling, usual) else "pasti",
        )


def _nips(ctx: Context, person: Sequence[Mention]) -> Iterator[Finding]:
    numbered = [one for one in person if _nip(one).digits]
    numbers = _grouped(numbered, lambda one: _nip(one).digits, lambda one: _nip(one).at)
    for number in numbers[1:]:
        nip, usual = _nip(number[0]), _nip(numbers[0][0])
        if people.doubtful([_nip(mention).at for mention in number]):
            continue
        tied = len(number) == len(numbers[0])
        yield ctx.finding(
            message=f"NIP {quoted(number[0].name)} tertulis {quoted(nip.raw)} ({_pages(number)}), sedangkan di tempat "
            f"lain {quoted(usual.raw)} ({_pages(numbers[0])}); NIP yang benar perlu dipastikan.",
            subject=number[0].name,
            at=[_nip(mention).at for mention in number],
            reported=nip.raw,
            expected=None if tied else usual.raw,
            references=[_nip(mention).at for mention in numbers[0]],
            segment=ctx.submission.segment(number[0].segment),
            key="nip",
            verdict="pasti" if people.close_nip(nip, usual) else "perlu_cek",
        )


def _grouped(
    person: Sequence[Mention], of: Callable[[Mention], str], at: Callable[[Mention], Source]
) -> list[list[Mention]]:
    """The mentions by what ``of`` says of them (it stands ``at``), the most frequent first.

    What a text layer prints comes before all others, and what one reader saw in one picture after them.
    """
    groups: dict[str, list[Mention]] = {}
    for mention in person:
        groups.setdefault(of(mention), []).append(mention)

    def weight(group: Sequence[Mention]) -> tuple[bool, bool, int]:
        return any(one.printed for one in group), not people.doubtful(list(map(at, group))), len(group)

    return sorted(groups.values(), key=weight, reverse=True)


def _nip(mention: Mention) -> Nip:
    return mention.nip or Nip("", "", mention.at)


def _unsure(spelling: Sequence[Mention], usual: Sequence[Mention]) -> bool:
    """Whether only the likeness of the names says that they are one person's."""
    ours, theirs = ({one.nip.digits for one in group if one.nip and one.nip.digits} for group in (spelling, usual))
    return not ours & theirs


def _office(person: Sequence[Mention]) -> str:
    position = next((one.position for one in person if one.position), None)
    return f"{position} " if position else "pejabat "


def _pages(found: Sequence[Mention]) -> str:
    return f"halaman {listed(str(one.at.page) for one in found)}"
