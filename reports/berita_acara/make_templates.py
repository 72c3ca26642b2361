"""Make the templates of the berita acara: ``python -m reports.berita_acara.make_templates [FOLDER]``.

They are ordinary Word documents with fields in double braces. Whoever prefers Word may change them there; this
program makes the ones that come with the package, the same bytes each time.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from docx.document import Document

from reports.berita_acara import template_parts as parts
from reports.berita_acara.render import TEMPLATES

ASPECTS: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    ("SK Tim SAKIP", [("SK Tim SAKIP tersedia", "sk_tim")]),
    (
        "Perjanjian Kinerja",
        [
            ("PK tersedia dan telah ditandatangani", "pk_tersedia"),
            ("PK diturunkan dari pejabat struktural sampai dengan pelaksana dan TKB", "pk_diturunkan"),
        ],
    ),
    (
        "Laporan Kinerja",
        [
            ("LKj tahunan telah direvisi setelah desk", "lkj_direvisi"),
            (
                "LKj tahunan dan triwulan tersedia dari pejabat struktural dan JF sampai dengan pelaksana dan TKB",
                "lkj_tersedia",
            ),
        ],
    ),
    (
        "e-Monev",
        [
            ("Capaian dan realisasi diisi tepat waktu (H+14 setelah triwulan berakhir)", "emonev_tepat_waktu"),
            ("Bukti dukung relevan", "emonev_bukti_dukung"),
        ],
    ),
    (
        "Konsistensi Data",
        [
            ("Sasaran selaras antara IKU, PK, dan LKj", "konsistensi_sasaran"),
            ("Indikator selaras antara IKU, PK, dan LKj", "konsistensi_indikator"),
            ("Target selaras antara IKU, PK, dan LKj", "konsistensi_target"),
        ],
    ),
)


def monitoring() -> Document:
    """Monitoring of PK, LKjIP and e-Monev by the Bagian Organisasi."""
    document = parts.new_document("Berita Acara Monitoring PK, LKjIP, dan Pengisian e-Monev")
    parts.letterhead(document)
    parts.title(
        document,
        "BERITA ACARA",
        "MONITORING PK, LKjIP, DAN PENGISIAN E-MONEV OPD",
        "TAHUN {{ tahun }}",
    )
    parts.opening(
        document,
        "Pada hari ini, {{ hari }} tanggal {{ tanggal_terbilang }} {{ bulan }} Tahun {{ tahun_ba }} bertempat di "
        "{{ tempat }}, telah dilaksanakan monitoring Perjanjian Kinerja (PK), Laporan Kinerja Instansi Pemerintah "
        "(LKjIP), dan pengisian e-Monev Tahun {{ tahun }} pada {{ unit }} oleh {{ bagian }} dengan hasil sebagai "
        "berikut:",
    )
    _aspects(document)
    parts.note(
        document,
        "Keterangan: V = ada atau sesuai; X = tidak ada atau tidak sesuai, menurut dokumen yang diperiksa; "
        "POKIN = pohon kinerja; DOKREN = dokumen perencanaan.",
    )
    parts.note(document, "Dokumen yang diperiksa: {{ dokumen | join('; ') }}.")
    parts.closing(
        document, "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
    )
    parts.signatures(document, "Petugas OPD,", "Petugas Monitoring,")
    return document


def evaluasi_sakip() -> Document:
    """Result of an evaluation of SAKIP by the Inspektorat."""
    document = parts.new_document("Berita Acara Hasil Evaluasi Implementasi SAKIP Perangkat Daerah")
    parts.letterhead(document)
    parts.title(
        document,
        "BERITA ACARA",
        "HASIL EVALUASI IMPLEMENTASI SAKIP PERANGKAT DAERAH",
        "TAHUN {{ tahun }}",
        "NOMOR: {{ nomor }}",
    )
    parts.opening(
        document,
        "Pada hari ini, {{ hari }} tanggal {{ tanggal_terbilang }} {{ bulan }} Tahun {{ tahun_ba }} bertempat di "
        "{{ tempat }}, berdasarkan Surat Tugas Nomor {{ surat_tugas_nomor }} tanggal {{ surat_tugas_tanggal }}, telah "
        "dilaksanakan evaluasi implementasi Sistem Akuntabilitas Kinerja Instansi Pemerintah (SAKIP) Tahun "
        "{{ tahun }} pada {{ unit }} dengan hasil sebagai berikut:",
    )
    parts.tag(document, "for b in bab")
    parts.heading(document, "{{ b.nomor }}.\t{{ b.judul }}")
    parts.tag(document, "for butir in b.butir")
    parts.item(document, "{{ butir.huruf }}.\t{{ butir.teks }}", left=1.4)
    parts.tag(document, "endfor")
    parts.tag(document, "endfor")
    parts.heading(document, "Rekomendasi")
    parts.tag(document, "for teks in saran")
    parts.item(document, "{{ loop.index }}.\t{{ teks }}", left=0.7)
    parts.tag(document, "endfor")
    parts.note(document, "Dokumen yang diperiksa: {{ dokumen | join('; ') }}.")
    parts.closing(
        document,
        "Demikian berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh kedua belah pihak untuk "
        "dipergunakan sebagaimana mestinya.",
    )
    parts.signatures(document, "Pihak yang dievaluasi,", "Evaluator,")
    return document


def tindak_lanjut() -> Document:
    """What became of the findings of an earlier evaluation, by the Inspektorat."""
    document = parts.new_document("Berita Acara Tindak Lanjut Hasil Evaluasi")
    parts.letterhead(document)
    parts.title(
        document,
        "BERITA ACARA",
        "PEMANTAUAN TINDAK LANJUT HASIL EVALUASI SAKIP",
        "{{ unit | upper }} TAHUN {{ tahun }}",
        "NOMOR: {{ nomor }}",
    )
    parts.opening(
        document,
        "Pada hari ini, {{ hari }} tanggal {{ tanggal_terbilang }} {{ bulan }} Tahun {{ tahun_ba }} bertempat di "
        "{{ tempat }}, telah dilaksanakan pemantauan tindak lanjut hasil evaluasi SAKIP Tahun {{ tahun }} pada "
        "{{ unit }}. Dari {{ temuan.jumlah }} temuan dengan {{ rekomendasi.jumlah }} rekomendasi pada pemeriksaan "
        "sebelumnya, status tindak lanjutnya adalah sebagai berikut:",
    )
    _totals(document)
    parts.heading(document, "Rincian tindak lanjut")
    _outcomes(document)
    parts.heading(document, "Temuan baru pada pemeriksaan ini: {{ jumlah_temuan_baru }}")
    parts.tag(document, "for teks in temuan_baru")
    parts.item(document, "{{ loop.index }}.\t{{ teks }}", left=0.7)
    parts.tag(document, "endfor")
    parts.note(
        document,
        "Halaman pada kolom Temuan merujuk dokumen pemeriksaan sebelumnya: {{ dokumen_sebelumnya | join('; ') }}. "
        "Halaman pada kolom Keterangan dan temuan baru merujuk dokumen yang diperiksa sekarang: "
        "{{ dokumen | join('; ') }}.",
    )
    parts.closing(
        document,
        "Demikian berita acara ini dibuat dengan sebenarnya dan ditandatangani oleh kedua belah pihak untuk "
        "dipergunakan sebagaimana mestinya.",
    )
    parts.signatures(document, "Pihak yang dievaluasi,", "Evaluator,")
    return document


MAKERS: dict[str, Callable[[], Document]] = {
    "monitoring": monitoring,
    "evaluasi-sakip": evaluasi_sakip,
    "tindak-lanjut": tindak_lanjut,
}


# --- tables of the forms


def _aspects(document: Document) -> None:
    """The form of the monitoring: aspects with their indicators, a check mark for each, result and tindak lanjut."""
    table = parts.table(document, [0.8, 2.5, 3.0, 1.7, 1.7, 5.1, 3.1], header_rows=2)
    labels = ["NO", "ASPEK YANG DIMONITORING", "INDIKATOR", "CHECKLIST\nADA/TIDAK", "", "HASIL MONITORING"]
    for column, label in enumerate([*labels, "TINDAK LANJUT"]):
        if column == 3:
            parts.write(table.cell(0, 3).merge(table.cell(0, 4)), label, header=True)
            parts.write(table.cell(1, 3), "POKIN", header=True)
            parts.write(table.cell(1, 4), "DOKREN", header=True)
        elif column != 4:
            parts.write(table.cell(0, column).merge(table.cell(1, column)), label, header=True)
    for number, (aspect, indicators) in enumerate(ASPECTS, start=1):
        first = len(table.rows)
        for at, (indicator, field) in enumerate(indicators):
            cells = parts.row(table).cells
            letter = f"{'abc'[at]}. " if len(indicators) > 1 else ""
            parts.write(cells[2], f"{letter}{indicator}")
            parts.write(cells[3], "[diisi petugas]", center=True)
            parts.write(cells[4], f"{{{{ aspek.{field}.tanda }}}}", center=True)
            parts.write(cells[5], f"{{{{ aspek.{field}.hasil }}}}")
            parts.write(cells[6], f"{{{{ aspek.{field}.tindak_lanjut }}}}")
        last = len(table.rows) - 1
        parts.write(table.cell(first, 0).merge(table.cell(last, 0)), f"{number}.", center=True)
        parts.write(table.cell(first, 1).merge(table.cell(last, 1)), aspect)


def _totals(document: Document) -> None:
    table = parts.table(document, [5.1, 3.2, 2.4, 2.4, 2.4, 2.4], header_rows=1)
    labels = ["URAIAN", "JUMLAH", "SELESAI (TS)", "DALAM PROSES (TB)", "BELUM (BT)", "BELUM DAPAT DITENTUKAN"]
    for cell, label in zip(table.rows[0].cells, labels, strict=True):
        parts.write(cell, label, header=True)
    for label, name in (("Temuan", "temuan"), ("Rekomendasi", "rekomendasi")):
        cells = parts.row(table).cells
        parts.write(cells[0], label)
        for cell, field in zip(cells[1:], ("jumlah", "ts", "tb", "bt", "belum_jelas"), strict=True):
            parts.write(cell, f"{{{{ {name}.{field} }}}}", center=True)
    parts.note(
        document,
        "TS = tindak lanjut selesai; TB = tindak lanjut dalam proses (telah diubah, tetapi belum sesuai); BT = belum "
        "ditindaklanjuti.",
    )


def _outcomes(document: Document) -> None:
    table = parts.table(document, [0.9, 7.0, 4.0, 1.8, 4.2], header_rows=1)
    for cell, label in zip(table.rows[0].cells, ["NO", "TEMUAN", "REKOMENDASI", "STATUS", "KETERANGAN"], strict=True):
        parts.write(cell, label, header=True)
    parts.write(parts.row(table).cells[0], "{%tr for butir in daftar %}")
    cells = parts.row(table).cells
    for cell, field in zip(cells, ("nomor", "temuan", "rekomendasi", "status", "keterangan"), strict=True):
        parts.write(cell, f"{{{{ butir.{field} }}}}", center=field in {"nomor", "status"})
    parts.write(parts.row(table).cells[0], "{%tr endfor %}")


def make(folder: Path) -> None:
    """Write all templates into ``folder``."""
    for name, maker in MAKERS.items():
        content = BytesIO()
        maker().save(content)
        (folder / f"{name}.docx").write_bytes(_without_times(content))


def _without_times(content: BytesIO) -> bytes:
    """The archive with the same date on all its files, so that two runs give the same bytes."""
    result = BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stored = zipfile.ZipInfo(entry.filename, parts.EPOCH.timetuple()[:6])
            stored.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(stored, source.read(entry))
    return result.getvalue()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
