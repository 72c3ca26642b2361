"""Program, kegiatan and sub kegiatan as all kecamatan have them, with the amounts of each."""

from __future__ import annotations

from samples.records import Kegiatan, Program, Sub

Amounts = tuple[tuple[int, int], ...]
"""Pagu and realisasi of the sub kegiatan in order."""

_PENUNJANG = (
    (
        "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
        ("Penyusunan Dokumen Perencanaan Perangkat Daerah", "Evaluasi Kinerja Perangkat Daerah"),
    ),
    (
        "Administrasi Keuangan Perangkat Daerah",
        ("Penyediaan Gaji dan Tunjangan ASN", "Penyediaan Administrasi Pelaksanaan Tugas ASN"),
    ),
    (
        "Administrasi Umum Perangkat Daerah",
        (
            "Penyediaan Peralatan dan Perlengkapan Kantor",
            "Penyediaan Bahan Logistik Kantor",
            "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
        ),
    ),
)
_TREE = (
    ("penunjang", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", _PENUNJANG),
    (
        "pelayanan",
        "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
        (
            (
                "Koordinasi Penyelenggaraan Kegiatan Pemerintahan di Tingkat Kecamatan",
                ("Koordinasi/Sinergi Perencanaan dan Pelaksanaan Kegiatan Pemerintahan",),
            ),
            (
                "Pelaksanaan Urusan Pemerintahan yang Dilimpahkan kepada Camat",
                ("Pelaksanaan Urusan Pemerintahan yang Terkait dengan Pelayanan Perizinan",),
            ),
        ),
    ),
    (
        "pemberdayaan",
        "Program Pemberdayaan Masyarakat Desa dan Kelurahan",
        (
            (
                "Koordinasi Kegiatan Pemberdayaan Desa",
                ("Peningkatan Partisipasi Masyarakat dalam Forum Musyawarah", "Peningkatan Efektivitas Pemberdayaan"),
            ),
        ),
    ),
    (
        "ketertiban",
        "Program Koordinasi Ketenteraman dan Ketertiban Umum",
        (
            (
                "Koordinasi Upaya Penyelenggaraan Ketenteraman dan Ketertiban Umum",
                ("Sinergitas dengan Kepolisian, TNI, dan Instansi Vertikal",),
            ),
        ),
    ),
    (
        "desa",
        "Program Pembinaan dan Pengawasan Pemerintahan Desa",
        (
            (
                "Fasilitasi, Rekomendasi, dan Koordinasi Pembinaan dan Pengawasan Desa",
                ("Fasilitasi Administrasi Tata Pemerintahan Desa", "Fasilitasi Pengelolaan Keuangan Desa"),
            ),
        ),
    ),
)


def kecamatan_programs(
    amounts: dict[str, Amounts], source: str = "APBD", stated: dict[str, int] | None = None
) -> tuple[Program, ...]:
    """The five programs with ``amounts`` per program key.

    ``stated`` gives the realisasi of a kegiatan ("penunjang.3") that is not the sum of its sub kegiatan. Raises
    ValueError when the amounts do not fit the sub kegiatan one to one.
    """
    programs = []
    for key, name, kegiatan in _TREE:
        if key not in amounts:
            continue
        left = list(amounts[key])
        parts = []
        for number, (title, subs) in enumerate(kegiatan, 1):
            if len(left) < len(subs):
                raise ValueError(f"too few amounts for {key}")
            taken, left = left[: len(subs)], left[len(subs) :]
            made = tuple(Sub(sub, *amount) for sub, amount in zip(subs, taken, strict=True))
            parts.append(Kegiatan(title, made, stated=(stated or {}).get(f"{key}.{number}")))
        if left:
            raise ValueError(f"too many amounts for {key}")
        programs.append(Program(key, name, tuple(parts), source=source))
    return tuple(programs)
