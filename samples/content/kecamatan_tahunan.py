"""An annual report with Perjanjian Kinerja, its change, and errors of all families."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from samples import parts, tables
from samples.builder import Look, Report
from samples.content.foto_lampiran_data import IKM as NEIGHBOUR
from samples.content.kecamatan_tahunan_data import (
    ERRORS,
    FOLDER,
    IKM,
    LAND,
    LKJ_PROGRAMS,
    MEETING,
    PK_CHANGED,
    PK_FIRST,
    PK_SECRETARY,
    REPORT_SASARAN,
    SERVICES,
    SIGNED,
    STAFF,
    SUPPORT,
    UPKEEP,
    VEHICLES,
    YEAR,
)
from samples.figures import ID, average, long_date, rounded, share, weekday
from samples.parts import Document
from samples.people import BANYUSELANG, CAMAT_WATUPANDAN, INSPEKTUR, REGENCY, WATUPANDAN
from samples.plan import Spot
from samples.records import Indikator, Program, Sasaran, total_pagu, total_realisasi
from samples.tables import fit, head, mid, num, numbers, printed_capaian
from samples.wml import Cell, Grid, Row

__all__ = ["DOCUMENTS", "ERRORS", "FOLDER"]

LOOK = Look("Liberation Sans", 11)


def lkj(spot: Spot) -> Report:
    report = Report(LOOK)
    parts.cover(report, ("LAPORAN KINERJA", f"TAHUN {YEAR}"), WATUPANDAN)
    _preface(report, spot)
    _review(report, spot)
    _chapter_one(report, spot)
    _chapter_two(report, spot)
    _chapter_three(report, spot)
    _comparisons(report, spot)
    _budget(report, spot)
    _closing(report, spot)
    return report


def _preface(report: Report, spot: Spot) -> None:
    report.title("KATA PENGANTAR")
    report.para(
        f"Dengan mengucap syukur, Laporan Kinerja {WATUPANDAN.name} ",
        spot.text("pengantar/periode", f"Tahun {YEAR}"),
        " telah selesai disusun sebagai wujud pertanggungjawaban pelaksanaan tugas selama satu tahun anggaran.",
    )
    report.para(
        "Di dalamnya diuraikan target yang diperjanjikan, hasil yang dicapai, anggaran yang digunakan, serta hal-hal "
        "yang masih harus dibenahi. Kritik yang membangun sangat kami harapkan demi perbaikan kinerja kecamatan."
    )
    report.signatures(None, parts.block(CAMAT_WATUPANDAN, spot.at("pengantar"), SIGNED, stamped=True))
    report.page_break()


def _review(report: Report, spot: Spot) -> None:
    report.title("PERNYATAAN TELAH DIREVIU", f"LAPORAN KINERJA {WATUPANDAN.name.upper()} TAHUN {YEAR}")
    report.para(
        f"Kami telah mereviu Laporan Kinerja {WATUPANDAN.name} untuk Tahun Anggaran {YEAR} sesuai pedoman reviu atas "
        "laporan kinerja. Substansi informasi yang dimuat dalam laporan menjadi tanggung jawab manajemen kecamatan."
    )
    report.para("Reviu bertujuan memberikan keyakinan terbatas bahwa laporan kinerja telah disajikan secara andal.")
    report.signatures(None, parts.block(INSPEKTUR, spot.at("reviu"), SIGNED))


def _chapter_one(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("I", "PENDAHULUAN")
    report.heading("A. Gambaran Organisasi")
    report.para(
        f"{WATUPANDAN.name} membawahi 10 desa di bagian hulu {REGENCY}. Kecamatan dipimpin oleh seorang Camat yang "
        "dibantu oleh Sekretaris Kecamatan dan empat kepala seksi. Susunan pegawai disajikan pada tabel berikut."
    )
    report.caption("Tabel 1.1", f"Pegawai Menurut Golongan per 31 Desember {YEAR}")
    body: list[Row] = [[mid(f"{n}"), Cell(name), mid(f"{total}")] for n, (name, total) in enumerate(STAFF, 1)]
    total = spot.text("pegawai/jumlah", f"{sum(count for _, count in STAFF)}")
    body.append([mid("Jumlah", cs=2, bold=True), mid(total, bold=True)])
    report.table(Grid(fit(12, 1, 7, 4), ([head("No"), head("Golongan"), head("Pegawai (orang)")],), tuple(body), 10))
    report.caption("Tabel 1.2", f"Dokumen Pelayanan yang Diterbitkan Tahun {YEAR}")
    labels = ("Jenis Pelayanan", "Semester I", "Semester II")
    grid = tables.count_table(labels, SERVICES, width, spot.at("pelayanan"), "5=3+4", total=False)
    report.table(grid)
    report.heading("B. Sarana dan Prasarana")
    report.para("Sarana utama yang dikelola kecamatan beserta nilai perolehannya adalah sebagai berikut.")
    report.caption("Tabel 1.3", "Nilai Perolehan Tanah dan Bangunan")
    report.table(_values(LAND, "Uraian", "Nilai Perolehan (Rp)", spot.at("tanah")))
    report.caption("Tabel 1.4", "Nilai Perolehan Kendaraan Dinas")
    report.table(_values(VEHICLES, "Kendaraan", "Nilai Perolehan (Rp)", spot.at("kendaraan")))


def _values(rows: tuple[tuple[str, int], ...], label: str, amount: str, spot: Spot) -> Grid:
    body = [
        [mid(f"{n}"), Cell(name), num(spot.text(f"{n}/nilai", ID.rupiah(value)))]
        for n, (name, value) in enumerate(rows, 1)
    ]
    return Grid(fit(13, 1, 7, 4), ([head("No"), head(label), head(amount)],), tuple(body), 10)


def _chapter_two(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("II", "PERENCANAAN KINERJA")
    report.heading("A. Rencana Strategis")
    report.para(
        "Rencana Strategis menetapkan tujuan berupa meningkatnya mutu pelayanan dan pembinaan di tingkat kecamatan. "
        "Tujuan tersebut dicapai melalui tiga sasaran strategis yang masing-masing memiliki indikator terukur."
    )
    report.heading("B. Perjanjian Kinerja")
    report.para(
        f"Perjanjian Kinerja ditandatangani pada tanggal {long_date(PK_FIRST.day)} dan diubah pada tanggal "
        f"{long_date(PK_CHANGED.day)} mengikuti perubahan anggaran. Perjanjian Kinerja setelah perubahan disajikan "
        "pada tabel berikut."
    )
    report.caption("Tabel 2.1", f"Perubahan Perjanjian Kinerja Camat Watupandan Tahun {YEAR}")
    report.table(tables.pk_indikator(PK_CHANGED.sasaran, width, spot.at("ringkasan")))
    report.caption("Tabel 2.2", f"Program dan Anggaran Setelah Perubahan Tahun {YEAR}")
    report.table(tables.pk_anggaran(PK_CHANGED.programs, width, spot.at("ringkasan-anggaran")))


def _chapter_three(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.chapter("III", "AKUNTABILITAS KINERJA")
    report.heading("A. Capaian Kinerja")
    report.para(
        "Capaian dihitung dari perbandingan realisasi terhadap target. Untuk indikator yang makin rendah makin baik, "
        "yaitu jumlah pengaduan yang terlambat diselesaikan dan jumlah perselisihan batas lahan, capaian dihitung "
        "dengan rumus (2 x target - realisasi) / target x 100%."
    )
    report.caption("Tabel 3.1", f"Capaian Kinerja Sasaran Strategis Tahun {YEAR}")
    report.table(tables.capaian(REPORT_SASARAN, width, spot.at("capaian"), f"Tahun {YEAR}", formula="6"))
    report.caption("Tabel 3.2", f"Capaian Kinerja Program Tahun {YEAR}")
    grid = tables.capaian(
        PK_CHANGED.program_sasaran, width, spot.at("program"), f"Tahun {YEAR}", "Sasaran Program", "6", mean=False
    )
    report.table(grid)
    report.heading("B. Evaluasi dan Analisis")
    report.para(
        "Pelaksanaan kesepakatan hasil rapat koordinasi dipantau setiap bulan oleh masing-masing seksi. Rapat evaluasi "
        "akhir tahun bersama unsur desa diselenggarakan pada hari ",
        spot.text("rapat/hari", f"{weekday(MEETING)}, {long_date(MEETING)}"),
        " di pendapa kecamatan dan menghasilkan daftar tindak lanjut per desa.",
    )
    report.para(
        "Keberhasilan didukung oleh kesiapan operator desa dan kepastian jadwal pendampingan. Hambatan yang masih "
        "dijumpai ialah keterlambatan penyampaian dokumen pendukung dan terbatasnya sarana transportasi ke desa hulu."
    )


def _find(key: str) -> Indikator:
    return next(ind for goal in REPORT_SASARAN for ind in goal.indikator if ind.key == key)


def _comparisons(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.heading("C. Perbandingan dengan Tahun Sebelumnya")
    report.caption("Tabel 3.3", f"Perbandingan Realisasi Kinerja Tahun {YEAR - 2} s.d. {YEAR}")
    compared = [_find(key) for key in ("ikm", "fasilitasi", "desa")]
    years = tuple(str(YEAR - back) for back in (2, 1, 0))
    report.table(tables.by_year(compared, width, spot.at("tahun"), years))
    report.heading("D. Perbandingan dengan Target Akhir Renstra")
    report.caption("Tabel 3.4", "Realisasi Kinerja Dibandingkan dengan Target Akhir Renstra")
    report.table(tables.against_horizon(compared, width, spot.at("renstra"), str(YEAR), 2026))
    report.heading("E. Perbandingan dengan Kecamatan Lain")
    report.caption("Tabel 3.5", f"Perbandingan Realisasi Kinerja Tahun {YEAR} dengan {BANYUSELANG.name}")
    report.table(tables.beside(IKM, NEIGHBOUR, BANYUSELANG.name, width, spot.at("unit")))
    report.heading("F. Efisiensi Penggunaan Sumber Daya")
    report.para(
        "Tingkat efisiensi diperoleh dari selisih rata-rata capaian kinerja sasaran dengan penyerapan anggaran program "
        "pendukungnya."
    )
    report.caption("Tabel 3.6", f"Efisiensi Penggunaan Sumber Daya Tahun {YEAR}")
    rows = [(goal.name, _mean(goal, spot), _spent(number)) for number, goal in enumerate(REPORT_SASARAN)]
    report.table(tables.efisiensi(rows, width, spot.at("efisiensi")))


def _mean(goal: Sasaran, spot: Spot) -> Decimal:
    results = [printed_capaian(ind, spot.at("capaian")) for ind in goal.indikator]
    return rounded(average([result for result in results if result is not None]))


def _supporting(number: int) -> tuple[Program, ...]:
    return tuple(program for program in LKJ_PROGRAMS if program.key in SUPPORT[number])


def _spent(number: int) -> Decimal:
    programs = _supporting(number)
    return rounded(share(total_realisasi(programs), total_pagu(programs)))


def _budget(report: Report, spot: Spot) -> None:
    width = report.text_width
    report.heading("G. Realisasi Anggaran")
    report.caption("Tabel 3.7", f"Realisasi Anggaran Tahun {YEAR}")
    report.table(tables.budget_tree(LKJ_PROGRAMS, width, spot.at("anggaran")))
    report.para("Anggaran yang mendukung masing-masing sasaran, tanpa program penunjang, adalah sebagai berikut.")
    report.caption("Tabel 3.8", f"Anggaran Pendukung Sasaran Tahun {YEAR}")
    body: list[Row] = []
    for number, goal in enumerate(REPORT_SASARAN):
        amounts = (total_pagu(_supporting(number)), total_realisasi(_supporting(number)))
        mark = f"{number + 1}"
        body.append(tables.budget_line(mark, mark, goal.name, amounts, spot.at("pendukung"), ID))
    top = [head("No"), head("Sasaran"), head("Pagu (Rp)"), head("Realisasi (Rp)"), head("%"), head("Sisa (Rp)")]
    weights = (0.9, 5.6, 2.8, 2.8, 1.7, 2.6)
    report.table(Grid(fit(width, *weights), (top, numbers("1", "2", "3", "4", "5", "6")), tuple(body)))
    report.caption("Tabel 3.9", f"Rincian Belanja Pemeliharaan Tahun {YEAR}")
    report.table(_values(UPKEEP, "Objek Pemeliharaan", "Belanja (Rp)", spot.at("pemeliharaan")))


def _closing(report: Report, spot: Spot) -> None:
    report.chapter("IV", "PENUTUP")
    report.para(
        f"Demikian Laporan Kinerja {WATUPANDAN.name} ",
        spot.text("penutup/tahun", f"Tahun {YEAR}"),
        " ini disusun untuk memenuhi kewajiban pelaporan kinerja dan menjadi bahan perbaikan pada tahun berikutnya.",
    )
    report.items(
        (
            "Menata ulang jadwal pendampingan desa agar selesai sebelum akhir triwulan ketiga.",
            "Memperbarui standar pelayanan dan mengumumkannya pada papan informasi.",
        )
    )
    report.signatures(None, parts.block(CAMAT_WATUPANDAN, spot.at("penutup"), SIGNED))


def pk(spot: Spot) -> Report:
    report = Report(LOOK)
    parts.agreement(report, PK_FIRST, spot, WATUPANDAN.name)
    return report


def pk_changed(spot: Spot) -> Report:
    report = Report(LOOK)
    parts.agreement(report, PK_CHANGED, spot, WATUPANDAN.name)
    return report


def pk_secretary(spot: Spot) -> Report:
    report = Report(replace(LOOK, line=1.15))
    parts.agreement(report, PK_SECRETARY, spot, WATUPANDAN.name)
    return report


DOCUMENTS = (
    Document("lkj.pdf", f"Laporan Kinerja {WATUPANDAN.name} Tahun {YEAR}", lkj),
    Document("pk.pdf", f"Perjanjian Kinerja Camat Watupandan Tahun {YEAR}", pk),
    Document("pk-perubahan.pdf", f"Perubahan Perjanjian Kinerja Camat Watupandan Tahun {YEAR}", pk_changed),
    Document("pk-sekretaris.pdf", f"Perjanjian Kinerja Sekretaris Kecamatan Watupandan Tahun {YEAR}", pk_secretary),
)
