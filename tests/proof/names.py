"""Names of invented offices, people, programs and indikator, and what follows from an office's name."""

from __future__ import annotations

from hypothesis import strategies as st

TOPICS = (
    "pelayanan administrasi terpadu",
    "fasilitasi pembangunan pedesaan",
    "pembinaan ketertiban umum",
    "pengelolaan arsip daerah",
    "penataan ruang terbuka",
    "pemberdayaan kelompok tani",
    "penyuluhan keluarga sejahtera",
    "pengawasan sarana niaga",
    "pengujian kadar air",
    "pendampingan usaha mikro",
    "penyediaan jalan lingkungan",
    "pencatatan aset bergerak",
)
DONE = ("yang tuntas tepat waktu", "yang memenuhi standar", "yang ditindaklanjuti", "yang terlayani dengan baik")
LEVELS = ("desa", "kota")
VERBS = ("Penyusunan rencana", "Pelaksanaan", "Evaluasi")
OFFICES = (
    "Dinas Pertamanan",
    "Dinas Perpustakaan",
    "Dinas Perikanan dan Pangan",
    "Badan Persandian",
    "Badan Riset Daerah",
    "Kecamatan Wanasari",
    "Kecamatan Tirtamulya",
    "Kelurahan Sukarasa",
)
REGIONS = ("Kabupaten Lautan", "Kabupaten Rimba Jaya", "Kota Pasirputih", "Provinsi Nusa Tengah")
_FIRST = ("SURYA", "MELATI", "BAGAS", "WULAN", "DAMAR", "KIRANA", "RANGGA", "SEKAR")
_LAST = ("PRANATA", "ADIWIJAYA", "LESMANA", "KUSUMAWARDANI", "HADIBRATA", "WIRYAWAN")
PEOPLE = (st.permutations(_FIRST), st.permutations(_LAST))


def head_of(office: str) -> str:
    """The position of an office's head."""
    kind, name = office.split(maxsplit=1)
    return {"Kecamatan": f"Camat {name}", "Kelurahan": f"Lurah {name}"}.get(kind, f"Kepala {office}")


def superior(office: str, region: str) -> str:
    """The position of whom the head answers to."""
    kind, name = region.split(maxsplit=1)
    if office.startswith("Kelurahan"):
        return "Camat Tirtamulya"
    return {"Kota": f"Wali Kota {name}", "Provinsi": f"Gubernur {name}"}.get(kind, f"Bupati {name}")


def below(office: str) -> tuple[str, str, str]:
    """Positions below the head of an office."""
    kind = office.split()[0]
    if kind in ("Kecamatan", "Kelurahan"):
        return f"Sekretaris {kind}", "Kepala Seksi Pemerintahan", "Kepala Seksi Pelayanan Umum"
    return f"Sekretaris {kind}", "Kepala Bidang Pembinaan", "Kepala Bidang Pengawasan"


def another(office: str) -> str:
    """Another unit of the same sort."""
    kind = office.split()[0]
    others = {
        "Kecamatan": "Kecamatan Bojongsoka",
        "Kelurahan": "Kelurahan Margaluyu",
        "Badan": "Badan Pelatihan Kerja Mandiri",
    }
    return others.get(kind, "Dinas Kepemudaan Olahraga dan Pariwisata")
