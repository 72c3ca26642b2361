from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from normalize.matching import FLOOR, assign, canonical, similarity, words_apart


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2) % Desa yg menetapkan RKPDes", "persentase desa yang menetapkan rkp desa"),
        ("Prosentase desa yang menetapkan RKP Desa", "persentase desa yang menetapkan rkp desa"),
        ("1.2. Nilai SAKIP (%)", "nilai sakip"),
        ("Pengembanga\nn Desa", "pengembangan desa"),
        ("pemeliha-\nraan jalan", "pemeliharaan jalan"),
        ("penduduk laki-\nlaki", "penduduk laki laki"),
        ("Sub Kegiatan 3. Pemeliharaan Gedung", "pemeliharaan gedung"),
        ("II. Program Ketentraman", "ketenteraman"),
        ("Sasaran 1 : Meningkatnya Efektifitas", "peningkatan efektivitas"),
        ("Kegiatan", "kegiatan"),
        ("JumlahTaman Bacaan", "jumlah taman bacaan"),
    ],
)
def test_canonical(text: str, name: str) -> None:
    assert canonical(text) == name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Prosentase fasilitasi kegiatan desa", "1. Presentase fasilitas kegiatan desa"),
        ("Persentase armada menjadi badan hukum", "Persentase armada menjadi berbadan hukum"),
        ("Persentase alat yang di pakai warga", "Persentase alat yang dipakai warga"),
        (
            "Ketersediaan prasarana jalur sepeda di kota lama",
            "Persentase ketersediaan prasarana jalur sepeda di kota lama",
        ),
        ("Persentase ketenteraman dan ketertiban umum", "Persentase ketentraman ketertiban umum"),
        ("Pemeliharaan taman kota dan jalur hijau utara", "Pemeliharan taman kota dan jalur hijau utara"),
        ("Nilai AKIP tahun 2022", "Nilai AKIP tahun 2023"),
        ("Indeks Kepuasan Masyarakat", "IKM"),
        ("Indeks Kepuasan Masyarakat (IKM)", "Nilai IKM"),
        ("Persentase rancangan peraturan daerah yang dibahas", "Persentase ranperda yang dibahas"),
        ("Persentase organisasi perangkat daerah tertib arsip", "Persentase OPD tertib arsip"),
        (
            "Persentase usulan musyawarah perencanaan pembangunan yang diakomodir",
            "Persentase usulan musrenbang yang diakomodasi",
        ),
        ("Tingkat Maturitas SPIP", "Tingkat maturitas sistem pengendalian intern pemerintah (SPIP)"),
    ],
)
def test_variants_are_the_same(a: str, b: str) -> None:
    assert similarity(a, b) >= FLOOR
    assert similarity(a, b) == similarity(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Persentase desa yang menetapkan RKPDes tepat waktu", "Persentase desa yang menetapkan APBDes tepat waktu"),
        ("Jumlah siswa sekolah dasar yang lulus", "Jumlah siswa sekolah menengah yang lulus"),
        ("Jumlah penduduk laki-laki bekerja", "Jumlah penduduk perempuan bekerja"),
        ("Pengadaan barang milik daerah penunjang urusan", "Pemeliharaan barang milik daerah penunjang urusan"),
        ("Pengadaan alat kantor", "Penggandaan alat kantor"),
        ("Persentase RTH terpelihara", "Persentase RTLH terpelihara"),
        ("Jumlah dokumen LKPJ", "Jumlah dokumen LKJ"),
        ("Jumlah perda inisiatif dewan", "Jumlah raperda inisiatif dewan"),
        ("Persentase desa yang tidak tertinggal di wilayah barat", "Persentase desa yang tertinggal di wilayah barat"),
        ("Penyusunan dokumen anggaran perangkat daerah", "Penyusunan dokumen perubahan anggaran perangkat daerah"),
        ("Jumlah rapat triwulan I", "Jumlah rapat triwulan II"),
        ("Jumlah jalan kelas 1", "Jumlah jalan kelas 2"),
        ("Jumlah desa mandiri di wilayah timur", "Persentase desa mandiri di wilayah timur"),
        ("Pemantauan air sungai", "Pemantauan air sungai berbasis warga"),
        ("IKM dinas", "IPM dinas"),
        ("", "Nilai AKIP"),
    ],
)
def test_different_things_stay_apart(a: str, b: str) -> None:
    assert similarity(a, b) < FLOOR
    assert similarity(a, b) == similarity(b, a)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (
            "Persentase usulan yang terverifikasi",
            "Persentase usulan yang terlaporkan",
            ("terverifikasi", "terlaporkan"),
        ),
        ("Persentase usulan warga", "Persentase usulan warga desa", ("", "desa")),
        ("1) Jumlah kerja sama daerah", "Jumlah kerjasama Daerah", ("", "")),
        ("Indeks kepuasan masyarakat (IKM)", "Nilai IKM", ("", "")),
        ("Prosentase pemenuhan fasilitasi kantor", "Tingkat pemenuhan fasilitas perkantoran", ("", "")),
    ],
)
def test_words_that_only_one_name_has(a: str, b: str, apart: tuple[str, str]) -> None:
    assert tuple(map(" ".join, words_apart(a, b))) == apart
    assert tuple(map(" ".join, words_apart(b, a))) == apart[::-1]


def test_assignment_is_one_to_one_and_best() -> None:
    left = ["Persentase desa RKPDes tepat waktu", "Persentase desa APBDes tepat waktu", "Nilai AKIP"]
    right = ["1. Prosentase desa APB Desa tepat waktu", "Nilai SAKIP kota", "2. Prosentase desa RKP Desa tepat waktu"]
    assert [(match.left_index, match.right_index) for match in assign(left, right)] == [(0, 2), (1, 0)]
    assert assign([], right) == []
    assert assign(left, []) == []


def test_a_poor_pair_does_not_displace_a_good_one() -> None:
    left = ["Nilai kepuasan masyarakat", "Nilai kepuasan masyarakat kota utara barat"]
    matches = assign(left, ["Nilai kepuasan masyarakat"])
    assert [(match.left_index, match.score) for match in matches] == [(0, 1.0)]


words = st.lists(
    st.sampled_from(["persentase", "jumlah", "desa", "jalan", "sekolah", "dasar", "air", "bersih", "tidak", "2"]),
    max_size=6,
)


names = st.lists(words.map(" ".join), max_size=5)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(left=names, right=names)
def test_the_assignment_has_the_greatest_sum(left: list[str], right: list[str]) -> None:
    scores = np.array([[similarity(one, other) for other in right] for one in left]).reshape(len(left), len(right))
    scores[scores < FLOOR] = 0.0
    matches = assign(left, right)
    assert sum(match.score for match in matches) == pytest.approx(scores[linear_sum_assignment(scores, True)].sum())
    assert len({one.left_index for one in matches}) == len({one.right_index for one in matches}) == len(matches)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(words, words)
def test_similarity_is_a_share_and_symmetric(a: list[str], b: list[str]) -> None:
    left, right = " ".join(a), " ".join(b)
    assert 0.0 <= similarity(left, right) <= 1.0
    assert similarity(left, right) == pytest.approx(similarity(right, left))
    assert similarity(left, left) == (1.0 if canonical(left) else 0.0)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Pelayanan intemal kantor", "Pelayanan internal kantor"),
        ("Pcrscntase dcsa tertib", "Persentase desa tertib"),
        ("Penataan kawasan tahap l", "Penataan kawasan tahap I"),
        ("Pemeliharaan BarangMilik daerah", "Pemeliharaan barang milik daerah"),
    ],
)
def test_names_of_scans_are_told_by_the_shape_of_their_letters(read: str, printed: str) -> None:
    assert similarity(read, printed, scanned=True) >= FLOOR
    assert similarity(printed, read, scanned=True) >= FLOOR
    assert [match.right_index for match in assign([read], ["Pengadaan kendaraan", printed], scanned=True)] == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Penyusunan RKPDes", "Penyusunan APBDes"),
        ("Penataan kawasan tahap I", "Penataan kawasan tahap II"),
        ("Jumlah desa 5", "Jumlah desa 8"),
        ("Pengadaan gedung", "Pemeliharaan gedung"),
    ],
)
def test_other_names_stay_others_on_scans(one: str, other: str) -> None:
    assert similarity(one, other, scanned=True) < FLOOR


def test_letters_of_one_shape_are_no_excuse_for_what_was_printed() -> None:
    assert similarity("Pelayanan intemal kantor", "Pelayanan internal kantor") < FLOOR
