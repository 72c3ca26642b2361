"""Rules P303, P304, P305, P307 and P308: who the people of a submission are, and as what they sign."""

from __future__ import annotations

import pytest

from audit.people import acting_title, ordinary_variant
from tests.audit.submissions import Bundle

NIP, OTHER_NIP = "19800215 200501 2 003", "19751130 199903 1 004"
CLAUSE = "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, kami yang bertanda tangan di bawah ini:"


def agreement(bundle: Bundle, position: str = "Camat Wanasari", superior: str = "Bupati Kencana") -> str:
    pk = bundle.segment("pk", position=position)
    bundle.party(pk, "pertama", "Rahma Wulandari", position)
    bundle.party(pk, "kedua", "Bagas Prakoso", superior)
    return pk


# --- P303 ------------------------------------------------------------------------------------------------------------


def test_p303_knows_a_person_by_the_nip() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Kasi Pelayanan Umum")
    bundle.sign(pk, name="Sekar Ayuningtyas", nip=NIP, party="pertama")
    bundle.sign(pk, name="S. Ayu Ningtyas", nip=NIP, party="kedua")
    [found] = bundle.check("P303")
    assert f"sama-sama ber-NIP {NIP}" in found.message


def test_p303_doubts_where_someone_is_acting() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Plt. Sekretaris")
    bundle.party(pk, "pertama", "Rahma Wulandari", "Plt. Sekretaris Kecamatan Wanasari")
    bundle.party(pk, "kedua", "Rahma Wulandari", "Camat Wanasari")
    [found] = bundle.check("P303")
    assert found.verdict == "perlu_cek"
    assert "pelaksana tugas" in found.message


# --- P304 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nip", ["19900214 202321 2 011", "19690512 198910 1 004"])
def test_p304_accepts_the_numbers_of_pppk_and_of_long_service(nip: str) -> None:
    bundle = Bundle()
    bundle.sign(bundle.segment("lkj"), name="Rahma Wulandari", nip=nip)
    assert bundle.check("P304") == []


def test_p304_reports_someone_too_old_to_serve() -> None:
    bundle = Bundle()
    bundle.sign(bundle.segment("lkj"), name="Rahma Wulandari", nip="19490407 197803 1 006")
    [found] = bundle.check("P304")
    assert "berusia 75 tahun" in found.message


# --- P305 ------------------------------------------------------------------------------------------------------------


def test_p305_reports_a_deviating_name_and_nip_once_each() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    for name, nip in (
        ("RAHMA WULANDARI, S.STP", NIP),
        ("Rahma Wulandari, S.STP., M.Si", "198002152005012003"),
        ("RAHMI WULANDARI", NIP),
        ("Rahma Wulandari", "19800215 200507 2 003"),
    ):
        bundle.sign(report, name=name, nip=nip, position="Camat Wanasari")
    name, nip = bundle.check("P305")
    assert (name.reported, name.expected, name.verdict) == ("RAHMI WULANDARI", "RAHMA WULANDARI, S.STP", "pasti")
    assert (nip.reported, nip.expected) == ("19800215 200507 2 003", NIP)


def test_p305_is_unsure_where_only_the_name_tells() -> None:
    bundle = Bundle()
    pk = agreement(bundle)
    bundle.sign(pk, name="BAGAS PRAKOSA")
    [found] = bundle.check("P305")
    assert (found.verdict, found.expected) == ("perlu_cek", None)
    assert "“BAGAS PRAKOSA”" in found.message
    assert "Bupati Kencana" in found.message


def test_p305_keeps_people_apart() -> None:
    bundle = Bundle()
    first, second = bundle.segment("pk", position="Camat"), bundle.segment("pk", position="Sekretaris")
    bundle.sign(first, name="Siti Aminah", nip=NIP, position="Camat Wanasari")
    bundle.sign(second, name="Siti Aisyah", nip=OTHER_NIP, position="Sekretaris Kecamatan Wanasari")
    bundle.sign(bundle.segment("lkj"), name="Budi Santosa", position="Bupati Kencana")
    assert bundle.check("P305") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. Soeprapto Djoedo", "Suprapto Judo"),
        ("A. Rahman Hakim", "Abdul Rahman Hakim"),
        ("Moh. Ali Fikri", "Muhammad Ali Fikri"),
        ("Nur Hayati", "Nurhayati"),
        ("Dian Sekar Arum Kinanti", "Dian Sekar Arum"),
    ],
)
def test_ordinary_variants_of_a_name_are_no_finding(one: str, other: str) -> None:
    assert ordinary_variant(one, other)
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name=one, nip=NIP)
    bundle.sign(report, name=other, nip=NIP)
    assert bundle.check("P305") == []


def test_p305_does_not_trust_one_reading_of_a_picture() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="Rahma Wulandari", nip=NIP)
    bundle.sign(report, name="H JTAWIRYA Wulandari", nip="19800215 200501 2 008", reader="ocr")
    assert bundle.check("P305") == []


def test_p305_reports_what_two_readers_of_a_picture_saw() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="RAHMA WULANDARI", nip=NIP)
    bundle.sign(report, name="RAHMA WULANDIRA", nip="19800215 200501 2 008", reader="rapidocr", confirmed=True)
    name, nip = bundle.check("P305")
    assert (name.reported, nip.reported) == ("RAHMA WULANDIRA", "19800215 200501 2 008")
    assert {name.verdict, nip.verdict} == {"perlu_cek"}


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("RAHMA WULANHAKIM", ("RAHMA WULANHAKJM",), 1),  # neither is the usual name
        ("RAHMA WU DARI", ("RAHMA WULANDARI",), 0),  # one is
        ("RAHMA WULANDARL", ("RAHMA WULANDARJ",), 0),  # letters of one shape
    ],
)
def test_p305_weighs_readings_that_differ(name: str, others: tuple[str, ...], expected: int) -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="RAHMA WULANDARI", nip=NIP)
    bundle.sign(report, name=name, nip=NIP, reader="rapidocr", others=others)
    assert len(bundle.check("P305")) == expected


@pytest.mark.parametrize(("position", "expected"), [("CAMAT RANDUSEKAR", 2), ("SEKRETARIS KECAMATAN", 0)])
def test_p305_takes_unlike_names_under_nearly_one_nip_for_one_person_in_one_office(
    position: str, expected: int
) -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, position="CAMAT RANDUSEKAR", name="RAHMA WULANDARI", nip=NIP)
    bundle.sign(report, position=position, name="RUKMANA HUDAYARI", nip="19800215 200501 2 008")
    assert len(bundle.check("P305")) == expected


# --- P307 ------------------------------------------------------------------------------------------------------------


def test_p307_reports_a_party_that_is_never_introduced() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat", title="Perjanjian Kinerja Tahun 2024")
    bundle.say(pk, CLAUSE)
    bundle.say(pk, "Nama : Rahma Wulandari, selanjutnya disebut pihak pertama")
    bundle.say(pk, "Pihak kedua akan melakukan supervisi yang diperlukan.")
    [found] = bundle.check("P307")
    assert found.reported == "tanpa klausul pihak kedua"


def test_p307_accepts_both_clauses_and_statements_without_parties() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    bundle.say(pk, CLAUSE)
    bundle.say(pk, "selanjutnya disebut PIHAK KESATU, selaku atasan pihak kesatu, selanjutnya disebut PIHAK KEDUA")
    bundle.say(pk, "Pihak kedua akan melakukan supervisi yang diperlukan.")
    top = bundle.segment("pk", position="Bupati")
    bundle.say(top, CLAUSE + " Nama : Bagas Prakoso berjanji akan mewujudkan target kinerja.")
    assert bundle.check("P307") == []


# --- P308 ------------------------------------------------------------------------------------------------------------


def test_p308_reports_a_lost_acting_title() -> None:
    bundle = Bundle()
    pk = agreement(bundle, superior="Pj. Bupati Kencana")
    bundle.sign(pk, name="BAGAS PRAKOSO", position="BUPATI KENCANA")
    [found] = bundle.check("P308")
    assert (found.reported, found.expected, found.verdict) == ("BUPATI KENCANA", "Pj. Bupati Kencana", "pasti")


def test_p308_reports_another_office_and_a_unit_for_an_office() -> None:
    bundle = Bundle()
    pk = agreement(bundle, position="Kepala Seksi Pelayanan Umum", superior="Camat Wanasari")
    bundle.sign(pk, name="Rahma Wulandari", position="Kepala Seksi Pemberdayaan Masyarakat")
    bundle.sign(pk, name="Bagas Prakoso", position="KECAMATAN WANASARI")
    unit, office = sorted(bundle.check("P308"), key=lambda one: one.reported)[::-1]
    assert unit.reported == "Kepala Seksi Pemberdayaan Masyarakat"
    assert "bukan jabatan" in office.message


def test_p308_reports_another_person() -> None:
    bundle = Bundle()
    pk = agreement(bundle)
    bundle.sign(pk, name="Sekar Ayuningtyas", party="pertama", same_page=True)
    [found] = bundle.check("P308")
    assert (found.reported, found.expected, found.verdict) == ("Sekar Ayuningtyas", "Rahma Wulandari", "perlu_cek")


@pytest.mark.parametrize(
    ("said", "signed"),
    [
        ("Camat Wanasari", "CAMAT WANASARI KABUPATEN KENCANA"),
        ("Kepala Seksi Pelayanan Umum", "Kasi Pelayanan Umum"),
        ("Kepala Sub Bagian Umum dan Kepegawaian", "KASUBAG UMUM & KEPEGAWAIAN"),
        ("Sekretaris Daerah", "a.n. Bupati Kencana"),
        ("Camat Wanasari", "Pihak Pertama"),
        ("Sekretaris Kecamatan Wanasari", "Seksetaris Kecamatan Wanasari eproo"),
    ],
)
def test_p308_accepts_offices_written_in_other_ways(said: str, signed: str) -> None:
    bundle = Bundle()
    pk = agreement(bundle, position=said)
    bundle.sign(pk, name="Rahma Wulandari", position=signed)
    assert bundle.check("P308") == []


def test_p308_judges_one_person_on_both_sides_by_either_office() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Sekretaris")
    bundle.party(pk, "pertama", "Rahma Wulandari", "Sekretaris Kecamatan Wanasari")
    bundle.party(pk, "kedua", "Rahma Wulandari", "Camat Wanasari")
    bundle.sign(pk, name="Rahma Wulandari", position="Camat Wanasari")
    assert bundle.check("P308") == []


@pytest.mark.parametrize(
    ("position", "title"),
    [("Plt. Camat", "Plt."), ("PJ BUPATI", "Pj."), ("Penjabat Sementara Bupati", "Pjs."), ("Plh Sekretaris", "Plh."),
     ("Camat", None), ("Pelaksana", None), ("Pjok", None)],
)  # fmt: skip
def test_acting_titles(position: str, title: str | None) -> None:
    assert acting_title(position) == title
