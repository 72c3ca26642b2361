"""What a submission holds besides agreements and the annual report: LRA, E.81, renaksi, and other reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from extract.models import Document
from tests.proof.agreed import HEADER, target, targets
from tests.proof.paper import File, Print, day
from tests.proof.plan import Official, Plan, number
from tests.proof.reported import amounts

_ENDS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
_PHOTOS = 4
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_ACCOUNTS = (("5.1", "Belanja Operasi", 70), ("5.2", "Belanja Modal", 30))
"""Accounts with the parts of a hundred that they take."""


def attachments(plan: Plan, say: Print) -> Iterator[Document]:
    """Each as a document of its own."""
    yield _realisation(plan, say)
    if plan.has("e81"):
        yield _evaluation(plan, say)
    if plan.has("renaksi"):
        yield _actions(plan, say)
    if plan.has("triwulan"):
        yield _quarterly(plan, say)
    if plan.has("tahun_lalu"):
        yield _earlier(plan, say)
    if plan.has("unit_lain"):
        yield _elsewhere(plan, say)
    for n in range(1, len(plan.officers) + 1):
        if say.has(f"lkj-{n}"):
            yield _individual(plan, say, n)


def _realisation(plan: Plan, say: Print) -> Document:
    file = File("lra.pdf", plan, say)
    file.page("LAPORAN REALISASI ANGGARAN", plan.unit.upper(), f"TAHUN ANGGARAN {plan.year}")
    rows = [["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%"]]
    for item in plan.items:
        key = f"lra/{item.code}"
        name = say(f"{key}/nama", item.name)
        shown = amounts(plan, say, key, item.pagu, item.realisasi)[:3]
        rows.append([say(f"{key}/kode", item.code), name, *shown])
    rows.append(["", "Jumlah", *amounts(plan, say, "lra/jumlah", plan.pagu, plan.realisasi)[:3]])
    file.table("lra", "", rows)
    if plan.has("kode_rekening"):
        rows = [["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%"]]
        for code, name, pagu, spent in accounts(plan):
            key = f"rekening/{code}"
            shown = amounts(plan, say, key, pagu, spent)[:3]
            rows.append([say(f"{key}/kode", code), say(f"{key}/nama", name), *shown])
        file.page().text("Rincian menurut rekening belanja:")
        file.table("rekening", "", rows)
    file.sign(340, plan.head, plan.reported)
    return file.document()


def accounts(plan: Plan) -> Iterator[tuple[str, str, int, int]]:
    """Code, name, pagu and realisasi of the accounts, parents before their children."""
    yield "5", "Belanja Daerah", plan.pagu, plan.realisasi
    left = [plan.pagu, plan.realisasi]
    for code, name, part in _ACCOUNTS:
        whole = [amount * part // 100 for amount in (plan.pagu, plan.realisasi)] if part == 70 else left
        left = [amount - taken for amount, taken in zip(left, whole, strict=True)]
        yield code, name, whole[0], whole[1]
        halves = [amount // 3 for amount in whole]
        yield f"{code}.01", f"{name} Barang", halves[0], halves[1]
        yield f"{code}.02", f"{name} Jasa", whole[0] - halves[0], whole[1] - halves[1]


def _evaluation(plan: Plan, say: Print) -> Document:
    """Formulir E.81: the year's targets and what each quarter brought, of every program."""
    file = File("e81.pdf", plan, say)
    file.page("FORMULIR E.81", "EVALUASI HASIL RENJA", plan.unit.upper(), f"TAHUN {plan.year}")
    top, below = ["No", "Program", "Indikator Kinerja"], ["No", "Program", "Indikator Kinerja"]
    for over in (f"Target {plan.year}", *(f"Realisasi Triwulan {roman}" for roman in ("I", "II", "III", "IV"))):
        top += [over, over]
        below += ["K", "Rp"]
    rows = []
    for n, (program, sasaran) in enumerate(zip(plan.programs, plan.sasaran, strict=False), 1):
        one, key = sasaran.indikator[0], f"e81/{n}"
        spent = [program.realisasi // 5] * 3
        spent.append(program.realisasi - sum(spent))
        cells = [say(f"{key}/target", number(one.target)), say(f"{key}/pagu", plan.style.money(program.pagu))]
        for quarter, money in enumerate(spent, 1):
            cells.append(say(f"{key}/k{quarter}", number(_part(one.realisasi, quarter))))
            cells.append(say(f"{key}/rp{quarter}", plan.style.money(money)))
        rows.append([str(n), program.name, one.name, *cells])
    file.table("e81", "", [top, below, *rows], 2)
    file.sign(340, plan.head, plan.reported)
    return file.document()


def _actions(plan: Plan, say: Print) -> Document:
    file = File("renaksi.pdf", plan, say)
    file.page("RENCANA AKSI", plan.unit.upper(), f"TAHUN {plan.year}")
    rows = [["No", "Kegiatan", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Anggaran (Rp)"]]
    kegiatan = [item for item in plan.items if item.level == "kegiatan"]
    again = kegiatan[:1] if say.adds("renaksi/lagi") else []
    for n, item in enumerate([*kegiatan, *again], 1):
        rows.append([str(n), item.name, "25%", "50%", "75%", "100%", plan.style.money(item.pagu)])
    file.table("renaksi", f"Rencana Aksi Tahun {plan.year}", rows)
    file.sign(340, plan.head, plan.signed)
    return file.document()


def _quarterly(plan: Plan, say: Print) -> Document:
    """The report of a quarter; in the last one the PK perubahan is in force."""
    roman, end = _ROMAN[plan.quarter], date(plan.year, *_ENDS[plan.quarter])
    period = f"Triwulan {roman}"
    file = File("triwulan.pdf", plan, say)
    file.page("LAPORAN KINERJA", f"TRIWULAN {roman}", plan.unit.upper(), f"TAHUN {plan.year}")
    page = file.page("KATA PENGANTAR")
    named = say("triwulan/periode", period)
    page.paragraph(
        f"Laporan Kinerja {plan.unit} {named} Tahun {plan.year} telah disusun sebagai wujud pertanggungjawaban."
    )
    file.begin("I", "PENDAHULUAN").prose()
    file.begin("II", "PERENCANAAN KINERJA").prose()
    first = plan.has("perubahan") and plan.quarter < 4
    title = "Perubahan Perjanjian Kinerja" if plan.has("perubahan") and not first else "Perjanjian Kinerja"
    quoted = targets(plan, say, "triwulan-pk", first)
    file.table("triwulan-pk", f"{title} {plan.unit} Tahun {plan.year}", [HEADER, *quoted])
    page = file.begin("III", "AKUNTABILITAS KINERJA")
    page.prose("Evaluasi dan analisis atas capaian kinerja menunjukkan kendala yang dapat diatasi.")
    file.section("Capaian Kinerja")
    columns = ["No", "Sasaran", "Indikator Kinerja", f"Target TW {roman}", f"Realisasi TW {roman}", "Capaian (%)"]
    rows, row = [columns], 0
    for sasaran in plan.sasaran:
        for one in sasaran.indikator:
            row += 1
            aim, reached = _part(one.first if first else one.target, plan.quarter), _part(one.realisasi, plan.quarter)
            figures = (("target", aim), ("realisasi", reached), ("capaian", plan.capaian(one, reached, aim)))
            shown = [say(f"triwulan/{row}/{role}", number(value)) for role, value in figures]
            rows.append([str(row), sasaran.name, one.name, *shown])
    file.table("triwulan", f"Capaian Kinerja {period} Tahun {plan.year}", rows)
    file.section("Realisasi Anggaran")
    rows = [["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%"]]
    for n, program in enumerate(plan.programs, 1):
        pagu = plan.first_pagu[n - 1] if first else program.pagu
        spent = program.realisasi * (plan.quarter if plan.quarter < 4 else 5) // 5
        rows.append([str(n), program.name, *amounts(plan, say, f"triwulan/anggaran/{n}", pagu, spent)[:3]])
    file.table("triwulan/anggaran", f"Realisasi Anggaran sampai dengan {period} Tahun {plan.year}", rows)
    file.begin("IV", "PENUTUP").prose()
    page = file.page(f"DOKUMENTASI KEGIATAN TRIWULAN {roman}")
    for n in range(1, _PHOTOS + 1):
        when = say(f"triwulan/foto/{n}", day(end - timedelta(days=20 * n)))
        page.text(f"Kunjungan lapangan ke-{n}, {when}")
    file.page("PENGESAHAN")
    file.sign(340, plan.head, end + timedelta(days=9))
    return file.document()


def _part(value: Decimal, quarter: int) -> Decimal:
    """The part of a year's figure that falls to the quarters so far, of as many decimals."""
    return (value * quarter / 4).quantize(value) or value


def _earlier(plan: Plan, say: Print) -> Document:
    """The report of the year before, as far as a table goes."""
    file = _report_of(plan, say, "lkj-lalu", plan.unit, plan.year - 1)
    rows = [["No", "Sasaran", "Indikator Kinerja", "Realisasi"]]
    for row, one in enumerate(plan.indikator, 1):
        reached = say(f"lkj-lalu/{row}/realisasi", number(one.before[0]))
        rows.append([str(row), _sasaran_of(plan, row), one.name, reached])
    return _closed(file, plan, rows, plan.head, plan.year - 1)


def _elsewhere(plan: Plan, say: Print) -> Document:
    """Another unit's report of the same year."""
    file = _report_of(plan, say, "lkj-lain", plan.other_unit, plan.year)
    rows = [["No", "Sasaran", "Indikator Kinerja", "Realisasi"]]
    for row, one in enumerate(plan.indikator, 1):
        reached = say(f"lkj-lain/{row}/realisasi", number(one.other))
        rows.append([str(row), _sasaran_of(plan, row), one.name, reached])
    who = Official("LARAS PUSPITA", plan.head.position.replace(plan.unit, plan.other_unit), "")
    if who.position == plan.head.position:
        who = who._replace(position=f"{plan.head.position.split()[0]} {plan.other_unit.split(maxsplit=1)[1]}")
    return _closed(file, plan, rows, who, plan.year)


def _report_of(plan: Plan, say: Print, key: str, unit: str, year: int) -> File:
    file = File(f"{key}.pdf", plan, say)
    file.page("LAPORAN KINERJA INSTANSI PEMERINTAH", unit.upper(), f"TAHUN {year}")
    file.begin("I", "PENDAHULUAN").prose()
    file.begin("II", "AKUNTABILITAS KINERJA").prose()
    return file


def _closed(file: File, plan: Plan, rows: list[list[str]], who: Official, year: int) -> Document:
    file.section("Realisasi Kinerja")
    file.table(file.key, f"Target dan Realisasi Kinerja Tahun {year}", rows)
    file.page("LAMPIRAN").prose()
    file.sign(340, who, date(year + 1, 2, 10))
    return file.document()


def _sasaran_of(plan: Plan, row: int) -> str:
    return [sasaran.name for sasaran in plan.sasaran for _ in sasaran.indikator][row - 1]


def _individual(plan: Plan, say: Print, n: int) -> Document:
    """The report of an official below the head, with the superior's response."""
    officer, key = plan.officers[n - 1], f"lkj-{n}"
    file = File(f"{key}.pdf", plan, say)
    file.page("LAPORAN KINERJA INDIVIDU", officer.who.position.upper(), plan.unit.upper(), f"TAHUN {plan.year}")
    file.page("CAPAIAN KINERJA").prose()
    rows = [["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]]
    for row, one in enumerate(officer.indikator, 1):
        aim = say(f"{key}/{row}/target", target(one))
        reached = say(f"{key}/{row}/realisasi", number(one.realisasi))
        made = say(f"{key}/{row}/capaian", number(plan.capaian(one)))
        rows.append([str(row), f"Terlaksananya tugas {row}", one.name, aim, reached, made])
    file.table(key, "", rows)
    page = file.page()
    page.title("Ruang Disposisi/Tanggapan Atasan Langsung")
    page.text(*(text for text in (say(f"{key}/tanggapan", "Hasil kerja sudah baik, agar dipertahankan."),) if text))
    file.page("PENUTUP").prose()
    file.sign(80, plan.head, None, "Atasan Langsung,", key="ttd-atasan")
    file.sign(340, officer.who, plan.reported)
    return file.document()
