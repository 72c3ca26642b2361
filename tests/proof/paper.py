"""A consistent submission on paper: its documents as the extract room hands them over, every figure with a key.

Whatever is printed goes through :class:`Print`, which knows it by a key ("capaian/2/realisasi"), so that a mutation can
put another text in its place, or take a row away, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from extract.models import Document, Signing, SignatureRegion, Table
from tests.normalize import sheets
from tests.proof.plan import Official, Plan

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()


def number(value: Decimal | int) -> str:
    """As officials print it: 1.234.567,89."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def day(when: date) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


class Print:
    """The texts of a submission by key: those of the plan, but for ``changes``; None takes a row away."""

    def __init__(self, changes: Mapping[str, str | None]) -> None:
        self._changes = changes
        self.texts: dict[str, str] = {}

    def __call__(self, key: str, text: str) -> str:
        self.texts[key] = text
        changed = self._changes.get(key, text)
        assert changed is not None
        return changed

    def has(self, key: str) -> bool:
        """Whether the row with this key is printed."""
        self.texts[key] = ""
        return self._changes.get(key, "") is not None


class _File:
    """One PDF in the making."""

    def __init__(self, path: str, say: Print) -> None:
        self.path = path
        self._say = say
        self.pages: list[sheets.Sheet] = []
        self.tables: list[Table] = []
        self.regions: list[SignatureRegion] = []

    def page(self) -> sheets.Sheet:
        self.pages.append(sheets.Sheet(len(self.pages) + 1))
        return self.pages[-1]

    def table(self, caption: str, rows: Sequence[Sequence[str]]) -> None:
        """A grid below what the page holds so far."""
        page = self.pages[-1]
        top = page.top + 30
        self.tables.append(sheets.table(rows, page.number, top, caption, f"t{len(self.tables) + 1:03}"))
        page.top = top + 20 * len(rows) + 20

    def signature(self, x0: float, official: Official, place_and_date: str, signed: bool, *above: str) -> None:
        """A block at the foot of the page; those of one page stand side by side."""
        page = self.pages[-1]
        texts = [text for text in (place_and_date, *above, official.position.upper()) if text]
        rows = [(page.top + 14 * n, text) for n, text in enumerate(texts)]
        name = rows[-1][0] + 70
        rows.append((name, official.name))
        if official.nip:
            rows.append((name + 14, f"NIP. {self._say('nip', official.nip)}"))
        region = sheets.region(page.number, x0, *rows)
        signing = Signing("ink", 0.95, region.box) if signed else Signing("nothing", 0.95)
        self.regions.append(msgspec.structs.replace(region, signing=signing))

    def document(self) -> Document:
        return sheets.document(self.pages, self.regions, self.tables, self.path)


def documents(plan: Plan, changes: Mapping[str, str | None] | None = None) -> list[Document]:
    """PK, LKj and LRA of the plan."""
    return _documents(plan, Print(changes or {}))


def texts(plan: Plan) -> dict[str, str]:
    """Everything that is printed, by key."""
    printed = Print({})
    _documents(plan, printed)
    return printed.texts


def _documents(plan: Plan, say: Print) -> list[Document]:
    return [_agreement(plan, say), _report(plan, say), _realisation(plan, say)]


def _agreement(plan: Plan, say: Print) -> Document:
    file = _File("pk.pdf", say)
    page = file.page().title(f"PERJANJIAN KINERJA TAHUN {plan.year}", plan.unit.upper())
    page.clause(plan.head.name, plan.head.position, plan.superior.name, plan.superior.position)
    page.text("Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini.")
    page.text("Pihak kedua akan melakukan supervisi yang diperlukan serta evaluasi terhadap capaian kinerja.")
    place = f"{plan.region.split(maxsplit=1)[1]}, {say('pk/tanggal', day(plan.signed))}"
    file.signature(80, plan.superior, "", True, "Pihak Kedua,")
    file.signature(340, plan.head, place, say.has("pk/ttd"), "Pihak Pertama,")
    file.page().title("LAMPIRAN PERJANJIAN KINERJA", f"{plan.unit.upper()} TAHUN {plan.year}")
    file.table("", [["No", "Sasaran", "Indikator Kinerja", "Target"], *_targets(plan, say, "pk")])
    rows = [["No", "Program", "Anggaran"]]
    for n, program in enumerate(plan.programs, 1):
        if say.has(f"pk-anggaran/{n}"):
            rows.append([str(n), program.name, say(f"pk-anggaran/{n}/pagu", f"Rp{number(program.pagu)}")])
    rows.append(["", "Jumlah", say("pk-anggaran/jumlah/pagu", f"Rp{number(plan.pagu)}")])
    file.table("", rows)
    return file.document()


def _targets(plan: Plan, say: Print, key: str) -> Iterator[list[str]]:
    row = printed = 0
    for sasaran in plan.sasaran:
        for one in sasaran.indikator:
            row += 1
            if say.has(f"{key}/{row}"):
                printed += 1
                yield [
                    str(printed),
                    say(f"{key}/{row}/sasaran", sasaran.name),
                    say(f"{key}/{row}/indikator", one.name),
                    say(f"{key}/{row}/target", f"{number(one.target)} {one.satuan}"),
                ]


def _report(plan: Plan, say: Print) -> Document:
    file = _File("lkj.pdf", say)
    file.page().title("LAPORAN KINERJA INSTANSI PEMERINTAH", plan.unit.upper(), f"TAHUN {plan.year}")
    page = file.page().title("KATA PENGANTAR")
    page.text(f"Laporan Kinerja {plan.unit} Tahun {say('pengantar/tahun', str(plan.year))} disusun sebagai wujud")
    page.text("pertanggungjawaban pelaksanaan tugas dan fungsi selama satu tahun anggaran.")
    place = f"{plan.region.split(maxsplit=1)[1]}, {say('pengantar/tanggal', day(plan.reported))}"
    file.signature(340, plan.head, place, say.has("pengantar/ttd"))
    file.page().title("BAB I", "PENDAHULUAN").prose()
    file.page().title("BAB II", "PERENCANAAN KINERJA").prose()
    file.page().title(f"Perjanjian Kinerja Tahun {plan.year}")
    rows = [["No", "Sasaran", "Indikator Kinerja", "Target"], *_targets(plan, say, "bab2")]
    file.table(f"Tabel 2.1 Perjanjian Kinerja {plan.unit} Tahun {plan.year}", rows)
    _achievements(file, plan, say)
    _comparisons(file, plan, say)
    _budget(file, plan, say)
    _analysis(file)
    file.page().title("BAB IV", "PENUTUP").prose()
    file.signature(340, plan.head, f"{plan.region.split(maxsplit=1)[1]}, {day(plan.reported)}", True)
    return file.document()


def _achievements(file: _File, plan: Plan, say: Print) -> None:
    file.page().title("BAB III", "AKUNTABILITAS KINERJA").title("A. Capaian Kinerja")
    rows = [["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]]
    row, total = 0, Decimal(0)
    for sasaran in plan.sasaran:
        for one in sasaran.indikator:
            row += 1
            total += plan.capaian(one)
            key = f"capaian/{row}"
            if say.has(key):
                figures = {"target": one.target, "realisasi": one.realisasi, "capaian": plan.capaian(one)}
                printed = [say(f"{key}/{role}", number(value)) for role, value in figures.items()]
                rows.append([str(len(rows)), sasaran.name, say(f"{key}/indikator", one.name), one.satuan, *printed])
    average = plan.cents(total / row)
    rows.append(["", "Rata-rata", "", "", "", "", say("capaian/rata-rata", number(average))])
    file.table(f"Tabel 3.1 Capaian Kinerja {plan.unit} Tahun {plan.year}", rows)


def _comparisons(file: _File, plan: Plan, say: Print) -> None:
    file.page().title("B. Perbandingan Kinerja")
    rows = [["No", "Indikator Kinerja", f"Realisasi {plan.year - 1}", f"Realisasi {plan.year}"]]
    for n, one in enumerate(plan.indikator, 1):
        printed = [say(f"tahun/{n}/{role}", number(v)) for role, v in (("lalu", one.before), ("ini", one.realisasi))]
        if say.has(f"tahun/{n}"):
            rows.append([str(len(rows)), one.name, *printed])
    file.table(f"Tabel 3.2 Perbandingan Realisasi Kinerja Tahun {plan.year - 1} dan {plan.year}", rows)
    rows = [["No", "Indikator Kinerja", f"Realisasi {plan.year}", "Target Akhir Renstra", "Tingkat Kemajuan (%)"]]
    for n, one in enumerate(plan.indikator, 1):
        progress = plan.cents(one.realisasi / one.horizon * 100)
        figures = (("realisasi", one.realisasi), ("target", one.horizon), ("kemajuan", progress))
        if say.has(f"renstra/{n}"):
            rows.append([str(len(rows)), one.name, *(say(f"renstra/{n}/{role}", number(v)) for role, v in figures)])
    file.table("Tabel 3.3 Perbandingan Realisasi dengan Target Akhir Renstra", rows)


def _analysis(file: _File) -> None:
    page = file.page().title("D. Analisis Penyebab Keberhasilan dan Kegagalan serta Alternatif Solusi")
    page.text("Keberhasilan didukung oleh kerja sama pelaksana, sedangkan kegagalan disebabkan oleh cuaca yang buruk.")
    page.title("E. Analisis Efisiensi Penggunaan Sumber Daya")
    page.text("Sumber daya manusia dan anggaran telah digunakan sesuai dengan rencana kerja yang ditetapkan.")


def _budget(file: _File, plan: Plan, say: Print) -> None:
    page = file.page().title("C. Realisasi Anggaran")
    share = number(plan.share(plan.realisasi, plan.pagu))
    page.text(
        f"Realisasi anggaran sebesar {say('naskah/realisasi', f'Rp{number(plan.realisasi)}')} atau "
        f"{say('naskah/persen', share)}% dari pagu sebesar {say('naskah/pagu', f'Rp{number(plan.pagu)}')}."
    )
    rows = [["Kode", "Program/Kegiatan/Sub Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%", "Sisa (Rp)"]]
    for item in (below for program in plan.programs for below in program.walk()):
        rows.append([item.code, item.name, *_spent(plan, say, f"anggaran/{item.code}", item.pagu, item.realisasi)])
    rows.append(["", "Jumlah", *_spent(plan, say, "anggaran/jumlah", plan.pagu, plan.realisasi)])
    file.table(f"Tabel 3.4 Realisasi Anggaran Tahun {plan.year}", rows)


def _spent(plan: Plan, say: Print, key: str, pagu: int, realisasi: int) -> list[str]:
    figures: dict[str, Decimal | int] = {
        "pagu": pagu,
        "realisasi": realisasi,
        "persen": plan.share(realisasi, pagu),
        "sisa": pagu - realisasi,
    }
    return [say(f"{key}/{role}", number(value)) for role, value in figures.items()]


def _realisation(plan: Plan, say: Print) -> Document:
    file = _File("lra.pdf", say)
    file.page().title("LAPORAN REALISASI ANGGARAN", plan.unit.upper(), f"TAHUN ANGGARAN {plan.year}")
    rows = [["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%"]]
    for item in (below for program in plan.programs for below in program.walk()):
        spent = _spent(plan, say, f"lra/{item.code}", item.pagu, item.realisasi)[:3]
        rows.append([item.code, item.name, *spent])
    rows.append(["", "Jumlah", *_spent(plan, say, "lra/jumlah", plan.pagu, plan.realisasi)[:3]])
    file.table("", rows)
    file.signature(340, plan.head, f"{plan.region.split(maxsplit=1)[1]}, {day(plan.reported)}", True)
    return file.document()
