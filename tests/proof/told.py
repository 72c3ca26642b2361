"""What the annual report says in sentences, lists and small tables."""

from __future__ import annotations

from decimal import Decimal

from normalize.terbilang import spell
from tests.proof.paper import File
from tests.proof.plan import HUNDRED, Plan, number

_KNOWN = (
    ("Undang-Undang", "23", "2014", "Pemerintahan Daerah"),
    ("Peraturan Pemerintah", "8", "2006", "Pelaporan Keuangan dan Kinerja Instansi Pemerintah"),
    ("Peraturan Pemerintah", "17", "2018", "Kecamatan"),
    ("Peraturan Presiden", "29", "2014", "Sistem Akuntabilitas Kinerja Instansi Pemerintah"),
)
_TASKS = ("merumuskan kebijakan teknis", "membina pelaksana di lapangan", "mengelola sarana", "menyusun laporan")
_RANKS = ("Golongan I", "Golongan II", "Golongan III", "Golongan IV")
_VISITED = 6


def foreword(file: File, plan: Plan) -> None:
    """The preface, in which the report says whose and of which year it is."""
    say = file.say
    page = file.page("KATA PENGANTAR")
    period = say("pengantar/periode", "")
    when = f"{period} Tahun {say('pengantar/tahun', str(plan.year))}".strip()
    page.paragraph(
        f"Laporan Kinerja {say('pengantar/unit', plan.unit)} {when} telah disusun sebagai wujud pertanggungjawaban "
        "pelaksanaan tugas dan fungsi selama satu tahun anggaran."
    )


def introduction(file: File, plan: Plan) -> None:
    """Chapter I."""
    say = file.say
    page = file.begin("I", "PENDAHULUAN")
    page.prose()
    page.paragraph(
        f"Maksud penyusunan Laporan Kinerja {plan.unit} Tahun {plan.year} ini ialah mempertanggungjawabkan kinerja."
    )
    if plan.has("peraturan"):
        page = file.section("Dasar Hukum")
        for n, (kind, serial, year, title) in enumerate(_KNOWN):
            nomor = say(f"hukum/{n}/nomor", f"Nomor {serial} Tahun {year}")
            page.paragraph(f"{kind} {nomor} tentang {title};")
        decree = say("hukum/keputusan", f"Nomor 188/12 Tahun {plan.year} tanggal 2 Januari {plan.year}")
        page.paragraph(f"Keputusan {plan.head.position} {decree} tentang Tim Penyusun;")
        for place in ("hukum", "tugas"):
            nomor = say(f"{place}/perbup", "Nomor 96 Tahun 2016")
            page.paragraph(
                f"Peraturan Bupati {nomor} tentang Kedudukan, Susunan Organisasi dan Tata Kerja {plan.unit};"
            )
    if plan.has("naskah"):
        page = file.section("Tugas Pokok")
        announced = f"{len(_TASKS)} ({spell(len(_TASKS))})"
        page.text(f"Untuk itu terdapat {say('tugas/banyak', announced)} tugas sebagai berikut:")
        page.text(*(f"{n}. {task}" for n, task in enumerate(_TASKS, 1)))
    if plan.has("pegawai"):
        _staff(file, plan)


def territory(file: File, plan: Plan) -> None:
    """How many desa there are, and where the office went."""
    say = file.say
    if plan.has("desa"):
        page = file.section("Wilayah Kerja")
        stated = say("wilayah/desa", f"{plan.villages} ({spell(plan.villages)})")
        page.paragraph(f"Kawasan ini terdiri dari {stated} desa di dataran dan perbukitan.")
        again = say("wilayah/lagi", str(plan.villages))
        page.paragraph(f"Menurut pendataan terakhir kawasan tersebut terbagi dalam {again} desa.")
        for n in range(_VISITED):
            name = say(f"wilayah/{n}", "Kecamatan Sukamaju")
            page.paragraph(f"Kunjungan ke-{n + 1} dilaksanakan di {name} bersama pelaksana setempat.")


def ticked(file: File, plan: Plan) -> None:
    """Which months saw which work, with the number of ticks and their share of the months."""
    if not plan.has("centang"):
        return
    months = ("Januari", "April", "Juli", "Oktober")
    rows = [["No", "Uraian Pekerjaan", *months, "Jumlah", "Persentase"]]
    for n, task in enumerate(_TASKS, 1):
        done = n % len(months) + 1
        ticks = ["√"] * done + [""] * (len(months) - done)
        share = number(plan.style.cents(Decimal(done) / len(months) * HUNDRED))
        summary = [file.say(f"centang/{n}/jumlah", str(done)), file.say(f"centang/{n}/persen", f"{share}%")]
        rows.append([str(n), task.capitalize(), *ticks, *summary])
    file.section("Jadwal Pekerjaan")
    file.table("centang", "Pelaksanaan Pekerjaan menurut Bulan", rows)


def computed_again(file: File, plan: Plan) -> None:
    """The computations of the capaian, in the order of the table above."""
    if not plan.has("hitungan"):
        return
    page = file.page()
    page.text("Data pada tabel di atas diperoleh dari perhitungan sebagai berikut:")
    for row, one in enumerate(plan.indikator, 1):
        page.text(f"Capaian kinerja = x 100% = {file.say(f'hitungan/{row}', number(plan.capaian(one)))}%")


def _staff(file: File, plan: Plan) -> None:
    """The same employees by sex and by education."""
    civil_men, civil_women, other_men, other_women = plan.staff
    civil, other = civil_men + civil_women, other_men + other_women
    file.section("Sumber Daya Manusia")
    by_sex = [("Laki-laki", civil_men, other_men), ("Perempuan", civil_women, other_women)]
    by_school = [("Sarjana", civil - 1, 1), ("Diploma", 1, other - 1)]
    for key, label, groups in (("kelamin", "Jenis Kelamin", by_sex), ("sekolah", "Pendidikan", by_school)):
        rows = [["No", label, "PNS", "Tenaga Kontrak", "Jumlah"]]
        for n, (name, one, two) in enumerate(groups, 1):
            figures = (("pns", one), ("kontrak", two), ("jumlah", one + two))
            rows.append([str(n), name, *(file.say(f"{key}/{n}/{role}", str(value)) for role, value in figures)])
        totals = (("pns", civil), ("kontrak", other), ("jumlah", civil + other))
        rows.append(["", "Jumlah", *(file.say(f"{key}/jumlah/{role}", str(value)) for role, value in totals)])
        file.table(key, f"Jumlah Pegawai menurut {label}", rows)
    rows = [["No", "Golongan", "Laki-laki", "Perempuan", "Jumlah"]]
    for n, (name, men, women) in enumerate(zip(_RANKS, plan.staff, reversed(plan.staff), strict=True), 1):
        figures = (("laki", men), ("perempuan", women), ("jumlah", men + women))
        rows.append([str(n), name, *(file.say(f"golongan/{n}/{role}", str(value)) for role, value in figures)])
    file.table("golongan", "Jumlah Pegawai menurut Golongan", rows)


def indikator_in_words(file: File, plan: Plan) -> None:
    """Sentences on the achievements of chapter III."""
    say, page = file.say, file.section("Uraian Capaian")
    if all(plan.capaian(one) >= HUNDRED for one in plan.indikator) or say.adds("naskah/semua"):
        page.paragraph(say("naskah/semua", "Seluruh indikator kinerja sasaran telah mencapai target."))
    if not plan.has("naskah"):
        page.paragraph("Capaian tiap indikator diuraikan pada tabel tersebut.")
        return
    sasaran, indikator = len(plan.sasaran), len(plan.indikator)
    count = say("naskah/sasaran", f"{sasaran} ({spell(sasaran)})")
    page.paragraph(f"Pada tahun ini terdapat {count} sasaran strategis yang diukur melalui {indikator} indikator.")
    for row, one in enumerate(plan.indikator, 1):
        key, unit = f"naskah/{row}", "%" if one.satuan == "%" else f" {one.satuan.lower()}"
        reached = say(f"{key}/realisasi", number(one.realisasi))
        if row % 2:
            page.paragraph(f"{one.name} pada tahun {plan.year} menunjukkan realisasi sebesar {reached}{unit}.")
        else:
            aim, made = say(f"{key}/target", number(one.target)), say(f"{key}/capaian", number(plan.capaian(one)))
            page.paragraph(
                f"{one.name} dengan target {aim}{unit} terealisasi {reached}{unit} sehingga capaian kinerja "
                f"sebesar {made}%."
            )
    above = sum(plan.capaian(one) > HUNDRED for one in plan.indikator)
    page.paragraph(f"Indikator dengan capaian di atas 100% sebanyak {say('naskah/di-atas', str(above))} target.")
    aim, made = plan.staff[0] + 40, plan.staff[1] + 25 + plan.staff[2]
    missed = "belum sesuai dengan target" if made < aim else "melebihi target" if made > aim else "sesuai target"
    claimed = say("naskah/tercapai", missed)
    page.paragraph(f"Pendataan dari target {aim} usaha dengan realisasi {made} usaha, {claimed}.")
    shown = say("naskah/rujukan", "Tabel 3.1")
    page.paragraph(f"Rincian menurut indikator dapat dilihat pada {shown} tersebut.")
    formula = say("naskah/rumus", "rencana - (realisasi - rencana)")
    page.paragraph(f"Bila makin rendah makin baik, capaian dihitung dengan ({formula}) / rencana x 100%.")
    quarters = say("naskah/triwulan", "20 + 9 + 17")
    page.paragraph(f"Jumlah kunjungan adalah {quarters} (TW 1 + TW 2 + TW 3) kali.")
    whole = sum(plan.staff)
    part = plan.staff[0] + plan.staff[1]
    share = number(plan.style.cents(Decimal(part) / whole * HUNDRED))
    page.paragraph(
        f"Dari {whole} rekomendasi telah ditindaklanjuti {part} rekomendasi atau {say('naskah/bagian', share)}%."
    )
    before, after = 60 + plan.staff[0], 60 + plan.staff[1]
    if before != after:
        way = "naik" if after > before else "turun"
        change = f"{say('naskah/ubah/arah', way)} dari {before} pada tahun {plan.year - 1} menjadi {after}"
        by = say("naskah/ubah/selisih", str(abs(after - before)))
        page.paragraph(f"Nilai survei internal {change} pada tahun {plan.year}, atau {way} {by} poin.")
    civil = say("naskah/bagian/semua", str(part) if plan.style.pads else spell(part))
    page.paragraph(f"Rapat dihadiri {civil} orang, terdiri dari {plan.staff[0]} orang pria dan {plan.staff[1]} wanita.")
    if plan.has("predikat"):
        first = plan.indikator[0]
        made = plan.capaian(first)
        called = say("naskah/predikat", called_by(made))
        page.paragraph(f"Capaian sasaran pertama sebesar {number(made)}% dengan kategori {called}.")


def called_by(value: Decimal) -> str:
    """What the scale of the report calls a capaian, in running text."""
    return "sangat baik" if value > 90 else "baik" if value > 75 else "cukup" if value > 60 else "kurang"


def budget_in_words(file: File, plan: Plan) -> None:
    """Sentences over the budget table."""
    say, page = file.say, file.pages[-1]
    share = number(plan.share(plan.realisasi, plan.pagu))
    page.paragraph(
        f"Realisasi anggaran sebesar {say('naskah/uang/realisasi', f'Rp{number(plan.realisasi)}')} atau "
        f"{say('naskah/uang/persen', share)}% dari pagu sebesar {say('naskah/uang/pagu', f'Rp{number(plan.pagu)}')}."
    )
    if not plan.has("naskah"):
        return
    words = say("naskah/terbilang", spell(plan.pagu))
    page.paragraph(f"Jumlah tersebut disediakan sebesar Rp{number(plan.pagu)} ({words} rupiah).")
    absorbed, when = number(plan.share(plan.realisasi, plan.pagu)), say("naskah/serapan/tahun", str(plan.year))
    page.paragraph(f"Penyerapan anggaran tahun {when} mencapai {absorbed}%.")
    for n, program in enumerate(plan.programs, 1):
        pagu = say(f"naskah/program/{n}/pagu", f"Rp{number(program.pagu)}")
        spent = say(f"naskah/program/{n}/realisasi", f"Rp{number(program.realisasi)}")
        page.paragraph(f"{program.name} dengan anggaran sebesar {pagu} terealisasi sebesar {spent}.")
    for n, item in enumerate((item for item in plan.items if item.level == "sub_kegiatan"), 1):
        name = say(f"naskah/sub/{n}/nama", item.name)
        pagu = say(f"naskah/sub/{n}/pagu", f"Rp{number(item.pagu)}")
        page.paragraph(f"{n}. Sub Kegiatan {name} dengan alokasi anggaran sebesar {pagu}.")


def analysis(file: File, plan: Plan) -> None:
    """What the regulation asks for in words."""
    page = file.section("Analisis Penyebab Keberhasilan dan Kegagalan serta Alternatif Solusi")
    if file.say.has("analisis"):
        page.paragraph(
            "Keberhasilan didukung oleh kerja sama pelaksana, sedangkan kegagalan disebabkan oleh cuaca yang buruk."
        )
    page = file.section("Penggunaan Sumber Daya")
    if file.say.has("hemat"):
        page.paragraph("Sumber daya manusia dan anggaran telah digunakan secara efisien sesuai dengan rencana kerja.")
    if plan.has("diumumkan"):
        page.paragraph("Kegiatan yang menunjang keberhasilan tersebut dirinci sebagai berikut:")
        file.page()
        names = [item.name for item in plan.items if item.level == "kegiatan"]
        file.table("penunjang", "", [["No", "Uraian Kegiatan"], *([str(n), name] for n, name in enumerate(names, 1))])
