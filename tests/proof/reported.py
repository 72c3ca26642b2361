"""The annual report (LKj) of a submission on paper, chapter by chapter."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

from extract.models import Document
from tests.proof.agreed import HEADER, target, targets
from tests.proof.paper import WEEKDAYS, File, Print, day
from tests.proof.plan import Indikator, Plan, number
from tests.proof.told import (
    analysis,
    budget_in_words,
    computed_again,
    foreword,
    indikator_in_words,
    introduction,
    territory,
    ticked,
)

SCALE = (("Sangat Baik", "> 90"), ("Baik", "> 75 - 90"), ("Cukup", "> 60 - 75"), ("Kurang", "≤ 60"))


def report(plan: Plan, say: Print) -> Document:
    """The report of the year."""
    file = File("lkj.pdf", plan, say)
    file.page("LAPORAN KINERJA INSTANSI PEMERINTAH", plan.unit.upper(), f"TAHUN {plan.year}")
    foreword(file, plan)
    file.sign(340, plan.head, plan.reported, key="pengantar")
    introduction(file, plan)
    _planned(file, plan)
    _achieved(file, plan)
    _compared(file, plan)
    _spent(file, plan)
    _efficient(file, plan)
    analysis(file, plan)
    page = file.begin("IV", "PENUTUP").prose()
    page.text(f"Demikian Laporan Kinerja {plan.unit} Tahun {plan.year} disusun sebagai bahan evaluasi.")
    file.sign(340, plan.head, plan.reported)
    return file.document()


def predicate(value: Decimal) -> str:
    """What the scale calls a capaian."""
    edges = (Decimal(90), Decimal(75), Decimal(60))
    return SCALE[next((n for n, edge in enumerate(edges) if value > edge), 3)][0]


def _planned(file: File, plan: Plan) -> None:
    say = file.say
    file.begin("II", "PERENCANAAN KINERJA").prose()
    title = "Perubahan Perjanjian Kinerja" if plan.has("perubahan") else "Perjanjian Kinerja"
    page = file.section(f"{title} Tahun {say('bab2/tahun', str(plan.year))}")
    when = plan.changed if plan.has("perubahan") else plan.signed
    weekday = say("bab2/hari", WEEKDAYS[when.weekday()])
    page.paragraph(f"Dokumen tersebut ditandatangani pada hari {weekday}, {say('bab2/tanggal', day(when))}.")
    file.table("bab2", f"{title} {plan.unit} Tahun {plan.year}", [HEADER, *targets(plan, say, "bab2")])
    if plan.has("iku"):
        file.section("Indikator Kinerja Utama")
        rows = [["No", "Sasaran", "Indikator Kinerja Utama", f"Target {plan.year}"]]
        for row, (sasaran, one) in enumerate(_numbered(plan), 1):
            name = say(f"iku/{row}/indikator", one.name)
            rows.append([str(row), sasaran, name, say(f"iku/{row}/target", target(one))])
        file.table("iku", f"Indikator Kinerja Utama {plan.unit}", rows)
    if plan.has("perubahan"):
        file.section("Perubahan Target dan Anggaran")
        rows = [["No", "Uraian", "Sebelum Perubahan", "Sesudah Perubahan"]]
        for n, (program, first) in enumerate(zip(plan.programs, plan.first_pagu, strict=True), 1):
            changed = [plan.style.money(first), plan.style.money(program.pagu)]
            shown = [say(f"ubah/{n}/{side}", text) for side, text in zip(("awal", "akhir"), changed, strict=True)]
            rows.append([str(n), f"Anggaran {program.name}", *shown])
        for row, one in enumerate(plan.indikator, 1):
            shown = [target(one, first=True), target(one)]
            sides = [say(f"ubah/{row}/target/{n}", text) for n, text in enumerate(shown)]
            rows.append([str(len(rows)), f"Target {one.name}", *sides])
        file.table("ubah", f"Perubahan Perjanjian Kinerja Tahun {plan.year}", rows)
    territory(file, plan)
    ticked(file, plan)


def _numbered(plan: Plan) -> list[tuple[str, Indikator]]:
    return [(sasaran.name, one) for sasaran in plan.sasaran for one in sasaran.indikator]


def _achieved(file: File, plan: Plan) -> None:
    say, marks = file.say, plan.has("predikat")
    file.begin("III", "AKUNTABILITAS KINERJA").prose()
    page = file.section("Capaian Kinerja")
    if plan.has("makin_rendah"):
        formula = "(2 x target - realisasi) / target" if plan.mirrored else "target / realisasi"
        page.paragraph(f"Bagi indikator yang makin rendah makin baik, capaian = {formula} x 100%.")
    header = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    rows = [header + ["Predikat"] * marks]
    if plan.has("rumus"):
        last = "7" if plan.has("makin_rendah") or plan.limited else "7=6/5x100%"
        rows.append(["1", "2", "3", "4", "5", "6", last] + ["8"] * marks)
    body, shown = len(rows) - 1, list[Decimal]()
    for row, (sasaran, one) in enumerate(_numbered(plan), 1):
        key, made = f"capaian/{row}", plan.capaian(one)
        shown.append(made)
        if say.has(key):
            figures = {
                "target": say(f"{key}/target", plan.style.figure(one, one.target)),
                "realisasi": say(f"{key}/realisasi", plan.style.figure(one, one.realisasi)),
                "capaian": say(f"{key}/capaian", plan.style.share(made)),
            }
            names = [say(f"{key}/sasaran", sasaran), say(f"{key}/indikator", one.name)]
            called = [say(f"{key}/predikat", predicate(made))] if marks else []
            printed = say(f"{key}/no", str(len(rows) - body))
            rows.append([printed, *names, say(f"{key}/satuan", one.satuan), *figures.values(), *called])
    average = plan.style.cents(sum(shown, Decimal(0)) / len(shown))
    mean = say("capaian/rata-rata", plan.style.share(average))
    rows.append(["", "Rata-rata", "", "", "", "", mean] + [""] * marks)
    file.table("capaian", f"Capaian Kinerja {plan.unit} Tahun {plan.year}", rows, 1 + plan.has("rumus"))
    computed_again(file, plan)
    if marks:
        rows = [["Predikat", "Rentang Capaian (%)"], *([name, text] for name, text in SCALE)]
        file.table("skala", "Skala Penilaian Capaian Kinerja", rows)
    _by_sasaran(file, plan)
    indikator_in_words(file, plan)


def _by_sasaran(file: File, plan: Plan) -> None:
    """A table for each sasaran, whose caption gives its number."""
    if not plan.has("per_sasaran"):
        return
    numbers = count(1)
    for n, sasaran in enumerate(plan.sasaran, 1):
        file.section(f"Rincian Sasaran {n}")
        rows = [["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Keterangan"]]
        for one in sasaran.indikator:
            row = next(numbers)
            figures = (("target", one.target), ("realisasi", one.realisasi))
            shown = [file.say(f"rincian/{row}/{role}", number(value)) for role, value in figures]
            if file.say.has(f"rincian/{row}"):
                note = file.say(f"rincian/{row}/keterangan", "Dihimpun dari laporan bidang")
                rows.append([str(len(rows)), file.say(f"rincian/{row}/sasaran", sasaran.name), one.name, *shown, note])
        file.table(f"rincian-{n}", f"Target dan Realisasi Sasaran {n} Tahun {plan.year}", rows)


def _compared(file: File, plan: Plan) -> None:
    say, year = file.say, plan.year
    file.section("Perbandingan Kinerja dengan Tahun Lalu")
    grows = plan.has("pertumbuhan")
    rows = [["No", "Indikator Kinerja", f"Realisasi {year - 1}", f"Realisasi {year}"]]
    rows[0] += ["Selisih Kenaikan/Penurunan" if plan.differences else "Pertumbuhan (%)"] * grows
    for n, one in enumerate(plan.indikator, 1):
        sign = "%" if plan.style.percent and one.satuan == "%" else ""
        values = (("lalu", one.before[0]), ("ini", one.realisasi))
        shown = [say(f"tahun/{n}/{role}", f"{number(value)}{sign}") for role, value in values]
        growth = number(plan.grown(one.before[0], one.realisasi))
        shown += [say(f"tahun/{n}/naik", growth)] * grows
        if say.has(f"tahun/{n}"):
            rows.append([str(len(rows)), one.name, *shown])
    file.table("tahun", f"Perbandingan Realisasi Kinerja Tahun {year - 1} dan {year}", rows)
    if plan.has("multi_tahun"):
        years = (year - 2, year - 1, year)
        rows = [["No", "Indikator Kinerja", *(f"Realisasi {one}" for one in years)]]
        for n, one in enumerate(plan.indikator, 1):
            values = (one.before[1], one.before[0], one.realisasi)
            shown = [say(f"multi/{n}/{at}", number(value)) for at, value in zip(years, values, strict=True)]
            if say.has(f"multi/{n}"):
                rows.append([str(len(rows)), one.name, *shown])
        file.table("multi", f"Perkembangan Realisasi Kinerja Tahun {years[0]} sampai dengan {year}", rows)
        rises = all(one.before[1] < one.before[0] < one.realisasi for one in plan.indikator)
        if rises or say.adds("naskah/naik"):
            file.pages[-1].paragraph(say("naskah/naik", "Realisasi kinerja mengalami peningkatan setiap tahun."))
    file.section("Perbandingan Kinerja dengan Target Jangka Menengah")
    rows = [["No", "Indikator Kinerja", f"Realisasi {year}", "Target Akhir Renstra", "Tingkat Kemajuan (%)"]]
    for n, one in enumerate(plan.indikator, 1):
        progress = plan.capaian(one, target=one.horizon)
        figures = (("realisasi", one.realisasi), ("target", one.horizon), ("kemajuan", progress))
        if say.has(f"renstra/{n}"):
            rows.append([str(len(rows)), one.name, *(say(f"renstra/{n}/{role}", number(v)) for role, v in figures)])
    file.table("renstra", "Perbandingan Realisasi dengan Target Akhir Renstra", rows)
    if plan.has("unit_lain"):
        file.section("Perbandingan Kinerja dengan Unit Lain")
        rows = [["No", "Indikator Kinerja", f"Realisasi {plan.unit}", f"Realisasi {plan.other_unit}"]]
        for n, one in enumerate(plan.indikator, 1):
            own = say(f"unit/{n}/sini", number(one.realisasi))
            other = say(f"unit/{n}/sana", number(one.other))
            rows.append([str(n), one.name, own, other])
        file.table("unit", f"Perbandingan Realisasi dengan {plan.other_unit} Tahun {year}", rows)


def _spent(file: File, plan: Plan) -> None:
    say = file.say
    file.section("Realisasi Anggaran")
    budget_in_words(file, plan)
    rows = [["Kode", "Program/Kegiatan/Sub Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%", "Sisa (Rp)"]]
    if plan.has("rumus"):
        rows.append(["1", "2", "3", "4", "5=4/3x100%", "6=3-4"])
    for item in plan.items:
        key = f"anggaran/{item.code}"
        name = say(f"{key}/nama", item.name)
        rows.append([say(f"{key}/kode", item.code), name, *amounts(plan, say, key, item.pagu, item.realisasi)])
    rows.append(["", "Jumlah", *amounts(plan, say, "anggaran/jumlah", plan.pagu, plan.realisasi)])
    caption = f"Realisasi Anggaran {plan.unit} Tahun {plan.year}"
    file.table("anggaran", caption, rows, 1 + plan.has("rumus"))


def amounts(plan: Plan, say: Print, key: str, pagu: int, realisasi: int) -> list[str]:
    """What a budget line prints: pagu, realisasi, percent and rest."""
    share = "-" if realisasi == 0 and plan.style.dashes else plan.style.share(plan.share(realisasi, pagu))
    return [
        say(f"{key}/pagu", plan.style.money(pagu)),
        say(f"{key}/realisasi", plan.style.money(realisasi)),
        say(f"{key}/persen", share),
        say(f"{key}/sisa", plan.style.money(pagu - realisasi)),
    ]


def _efficient(file: File, plan: Plan) -> None:
    """Capaian against the share of the budget spent, of the sasaran and of their indikator."""
    say = file.say
    pairs = [(one, plan.programs[n % len(plan.programs)]) for n, one in enumerate(plan.sasaran)]
    if plan.has("efisiensi") or plan.has("rumus"):
        file.section("Efisiensi Sasaran")
        columns = ["No", "Sasaran", "Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"]
        rows = [columns, ["1", "2", "3", "4", "5=3-4"]] if plan.has("rumus") else [columns]
        for n, (sasaran, program) in enumerate(pairs, 1):
            key = f"efisiensi/{n}"
            capaian = plan.capaian(sasaran.indikator[0])
            spent = plan.share(program.realisasi, program.pagu)
            made = plan.style.cents(capaian - spent) if plan.has("rumus") else plan.efficient(capaian, spent)
            shown = [say(f"{key}/{role}", number(v)) for role, v in (("k", capaian), ("a", spent), ("e", made))]
            rows.append([str(n), sasaran.name, *shown])
        file.table("efisiensi", f"Efisiensi Penggunaan Sumber Daya Tahun {plan.year}", rows, len(rows) - len(pairs))
    if plan.has("biaya"):
        file.section("Kinerja dan Anggaran")
        rows = [
            ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)", "Pagu (Rp)", "Realisasi Anggaran (Rp)"]
        ]
        rows[0].append("% Realisasi Anggaran")
        for n, (sasaran, program) in enumerate(zip(plan.sasaran, plan.programs, strict=False), 1):
            one = sasaran.indikator[0]
            row = plan.indikator.index(one) + 1
            capaian = (("target", one.target), ("realisasi", one.realisasi), ("capaian", plan.capaian(one)))
            shown = [say(f"biaya/{row}/{role}", number(value)) for role, value in capaian]
            money = amounts(plan, say, f"biaya/{row}/uang", program.pagu, program.realisasi)[:3]
            rows.append([str(n), one.name, *shown, *money])
        file.table("biaya", f"Cost per Outcome Tahun {plan.year}", rows)
