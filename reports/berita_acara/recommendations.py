"""What an office is asked to do about a finding."""

from __future__ import annotations

from collections.abc import Iterable

from audit.models import Category, Finding

_BY_RULE = {
    "K101": "Menyesuaikan target dalam laporan kinerja dengan perjanjian kinerja yang berlaku",
    "K102": "Melaporkan capaian seluruh indikator perjanjian kinerja",
    "K103": "Menyelaraskan indikator laporan kinerja dengan perjanjian kinerja",
    "K104": "Menyelaraskan rumusan sasaran laporan kinerja dengan perjanjian kinerja",
    "K105": "Menyesuaikan anggaran dalam laporan kinerja dengan perjanjian kinerja yang berlaku",
    "K106": "Menyeragamkan satuan target indikator pada perjanjian kinerja dan laporan kinerja",
    "K107": "Memperbaiki kutipan perjanjian kinerja agar sama dengan naskah yang ditandatangani",
    "K108": "Memastikan realisasi yang benar dari data dukung dan menyeragamkannya dalam laporan",
    "K109": "Menyesuaikan realisasi anggaran dengan laporan realisasi anggaran",
    "K110": "Menyelaraskan indikator perjanjian kinerja dengan indikator kinerja utama",
    "K111": "Menyelaraskan perjanjian kinerja bawahan dengan perjanjian kinerja atasannya",
    "K112": "Menyesuaikan angka tahun lalu dengan laporan kinerja tahun lalu",
    "K113": "Menyesuaikan angka pembanding dengan laporan unit yang bersangkutan",
    "K114": "Menyesuaikan tabel perubahan dengan naskah perjanjian kinerja dan perubahannya",
    "K118": "Memuat seluruh indikator perjanjian kinerja dalam tabel pengukuran",
    "P301": "Melengkapi tanda tangan atau memperlihatkan naskah yang telah ditandatangani",
    "P302": "Melengkapi tempat dan tanggal penandatanganan",
    "P303": "Memperbaiki nama para pihak dalam perjanjian kinerja",
    "P304": "Memperbaiki penulisan NIP",
    "P305": "Menyeragamkan nama dan NIP pejabat",
    "P306": "Menandatangani kembali dokumen yang tanda tangan elektroniknya tidak sah atau berubah",
    "P307": "Melengkapi klausul para pihak dalam perjanjian kinerja",
    "P308": "Menyesuaikan penandatangan dan jabatannya dengan yang disebut dalam naskah",
    "L401": "Melengkapi bagian dokumen yang dipersyaratkan",
    "L402": "Melengkapi perjanjian kinerja dan laporan kinerja jabatan yang belum ada",
    "L403": "Mengisi target dan realisasi indikator yang masih kosong",
    "L404": "Mengisi tanggapan atasan",
    "L405": "Melengkapi isian tabel yang masih kosong",
    "W506": "Memperbaiki kutipan nomor dan tahun peraturan",
    "W509": "Memutakhirkan dasar hukum yang dikutip",
    "W504": "Menyampaikan laporan sesuai dengan batas waktu yang ditetapkan",
}
_BY_CATEGORY: dict[Category, str] = {
    "hitungan": "Memperbaiki perhitungan sesuai dengan rumus dan data dukung",
    "keselarasan": "Menyelaraskan data antardokumen",
    "pengesahan": "Melengkapi dan memperbaiki pengesahan dokumen",
    "kelengkapan": "Melengkapi isi dokumen",
    "identitas": "Memperbaiki penulisan tahun, periode, tanggal, atau nama unit kerja",
    "format": "Memperbaiki dan menyeragamkan penulisan angka dan penomoran",
}


def recommendation(found: Finding) -> str:
    """The proposed tindak lanjut of a finding, without a full stop."""
    return _BY_RULE.get(found.rule) or _BY_CATEGORY[found.category]


def recommendations(findings: Iterable[Finding]) -> list[str]:
    """The different recommendations for ``findings``, in their order."""
    return list(dict.fromkeys(map(recommendation, findings)))
