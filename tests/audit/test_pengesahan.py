"""Rules P301 to P304: signatures, dates, parties and NIP."""

from __future__ import annotations

from extract.models import Signing
from tests.audit.submissions import Bundle


def signed(bundle: Bundle, segment: str, name: str = "Rahma Wulandari", *, marked: bool = True) -> None:
    bundle.sign(segment, name=name, position="Camat Wanasari", marked=marked, place="Wanasari",
                date_text="10 Januari 2024", date="2024-01-10")  # fmt: skip


# --- P301 ------------------------------------------------------------------------------------------------------------


def test_p301_is_sure_of_an_unsigned_block_among_signed_ones() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    signed(bundle, pk)
    signed(bundle, pk, "Bagas Prakoso", marked=False)
    [found] = bundle.check("P301")
    assert (found.subject, found.verdict, found.severity) == ("Bagas Prakoso", "pasti", "tinggi")
    assert found.evidence


def test_p301_tells_a_wholly_unsigned_file_once() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    for name in ("Rahma Wulandari", "Bagas Prakoso", "Sekar Ayuningtyas"):
        signed(bundle, report, name, marked=False)
    [found] = bundle.check("P301")
    assert found.verdict == "perlu_cek"
    assert "3 blok tanda tangan" in found.message
    assert len(found.evidence) == 3


def test_p301_says_that_a_block_names_nobody() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, position="BUPATI KENCANA", marked=False)
    [found] = bundle.check("P301")
    assert "tidak memuat nama pejabat" in found.message


def test_p301_does_not_judge_signed_blocks_and_scans_that_nobody_looked_at() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    signed(bundle, report)
    bundle.sign(report, name="Bagas Prakoso", marked=False, on_scan=True)
    bundle.sign(report, marked=False)
    assert bundle.check("P301") == []


def test_p301_judges_scans_that_were_looked_at_and_is_never_sure() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    ink = Signing("ink", 0.98, (60, 100, 120, 130))
    bundle.sign(pk, name="Rahma Wulandari", party="pertama", on_scan=True, signing=ink)
    empty = Signing("nothing", 0.9)
    bundle.sign(pk, name="Bagas Prakoso", party="kedua", marked=False, on_scan=True, signing=empty, same_page=True)
    [found] = bundle.check("P301")
    assert (found.subject, found.verdict) == ("Bagas Prakoso", "perlu_cek")
    assert "perjanjian baru ditandatangani oleh “Rahma Wulandari”" in found.message


def test_p301_takes_claims_on_prints_lightly() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    claim = Signing("claim", 0.75, (60, 100, 120, 160), "kode QR yang tidak terbaca")
    bundle.sign(report, name="Rahma Wulandari", on_scan=True, signing=claim)
    [found] = bundle.check("P301")
    assert (found.severity, found.verdict) == ("rendah", "perlu_cek")


def test_p301_keeps_scanned_and_printed_pages_of_a_file_apart() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    for name in ("Rahma Wulandari", "Bagas Prakoso"):
        signed(bundle, report, name, marked=False)
    bundle.sign(report, name="Rahma Wulandari", on_scan=True, signing=Signing("ink", 0.98, (60, 100, 120, 130)))
    [found] = bundle.check("P301")
    assert "2 blok tanda tangan" in found.message
    assert found.verdict == "perlu_cek"


# --- P302 ------------------------------------------------------------------------------------------------------------


def test_p302_reports_an_unfilled_day() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="Rahma Wulandari", place="Wanasari", date_text="..... Januari 2025")
    [found] = bundle.check("P302")
    assert found.reported == "Wanasari, ..... Januari 2025"
    assert "tanggal lengkap belum diisi" in found.message


def test_p302_marks_the_line_of_the_date_over_the_block() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="Rahma Wulandari", place="Wanasari", date_text="___ 2025")
    bundle.say(report, "Wanasari, ___ 2025")
    bundle.say(report, "Wanasari, 12 Januari 2024")
    [found] = bundle.check("P302")
    assert found.evidence[0].text == "Wanasari, ___ 2025"
    assert len(found.evidence) == 2


def test_p302_is_sure_of_a_missing_date_where_other_blocks_have_one() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="Rahma Wulandari")
    [found] = bundle.check("P302")
    assert found.verdict == "perlu_cek"
    signed(bundle, report)
    [found] = bundle.check("P302")
    assert found.verdict == "pasti"


def test_p302_wants_one_date_per_page() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    signed(bundle, pk)
    bundle.sign(pk, name="Bagas Prakoso", position="Bupati Kencana", party="kedua", same_page=True)
    bundle.sign(pk, name="Bagas Prakoso", position="Bupati Kencana")
    assert bundle.check("P302") == []


def test_p302_accepts_a_date_that_stands_apart_from_the_blocks_and_scans() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="Rahma Wulandari")
    bundle.say(report, "Wanasari, 12 Januari 2025")
    bundle.sign(report, name="Rahma Wulandari", on_scan=True)
    assert bundle.check("P302") == []


def test_p302_accepts_an_attachment_whose_heading_has_the_date_of_its_decree() -> None:
    bundle = Bundle()
    iku = bundle.segment("iku")
    bundle.sign(iku, name="Rahma Wulandari")
    bundle.say(iku, "Lampiran Keputusan Camat Wanasari")
    assert len(bundle.check("P302")) == 1
    bundle.say(iku, "Tanggal 12 Januari 2025")
    assert bundle.check("P302") == []


def test_p302_reports_open_dates_on_scans_unless_filled_in_by_hand() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    ink = Signing("ink", 0.98, (60, 100, 120, 130))
    by_hand = Signing("ink", 0.98, (60, 100, 120, 130), date=(90, 80, 110, 92))
    bundle.sign(pk, name="Rahma Wulandari", place="Wanasari", date_text="2024", on_scan=True, signing=by_hand)
    assert bundle.check("P302") == []
    bundle.sign(pk, name="Rahma Wulandari", place="Wanasari", date_text="2024", on_scan=True, signing=ink)
    [found] = bundle.check("P302")
    assert found.reported == "Wanasari, 2024"


def test_p302_misses_a_date_on_a_scan_only_where_others_have_one_and_no_year_is_near() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    seen = Signing("ink", 0.98, (60, 100, 120, 130))
    bundle.sign(report, name="Rahma Wulandari", on_scan=True, signing=seen)
    assert bundle.check("P302") == []
    signed(bundle, report)
    [found] = bundle.check("P302")
    assert "tidak memuat tempat dan tanggal" in found.message
    unread = Bundle()
    report = unread.segment("lkj")
    signed(unread, report)
    unread.sign(report, name="Rahma Wulandari", on_scan=True, signing=seen)
    unread.say(report, "Wan^sari l2 Jamuari 2024")
    assert unread.check("P302") == []


def test_p302_reports_a_nip_that_the_same_person_prints_elsewhere() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    date = {"place": "Wanasari", "date_text": "10 Januari 2024", "date": "2024-01-10"}
    bundle.sign(report, name="Bagas Prakoso", **date)
    bundle.sign(report, name="Rahma Wulandari", nip="19801215 200501 2 003", **date)
    assert bundle.check("P302") == []
    bundle.sign(report, name="RAHMA WULANDARI", nip="", **date)
    [found] = bundle.check("P302")
    assert (found.title, found.severity) == ("NIP penandatangan tidak tercantum", "rendah")
    assert found.expected == "19801215 200501 2 003"


# --- P303 ------------------------------------------------------------------------------------------------------------


def test_p303_reports_one_person_on_both_sides_once() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Kasi Pelayanan Umum")
    bundle.party(pk, "pertama", "SEKAR AYUNINGTYAS, S.Sos.", "Kasi Pelayanan Umum")
    bundle.party(pk, "kedua", "Sekar Ayuningtyas, S.Sos", "Camat Wanasari")
    for party in ("pertama", "kedua"):
        bundle.sign(pk, name="Sekar Ayuningtyas", party=party)  # type: ignore[arg-type]
    [found] = bundle.check("P303")
    assert found.severity == "tinggi"
    assert {one.role for one in found.evidence} == {"reported", "reference"}


def test_p303_accepts_two_people_and_one_person_in_two_pk() -> None:
    bundle = Bundle()
    pk = bundle.segment("pk", position="Camat")
    bundle.party(pk, "pertama", "Rahma Wulandari", "Camat")
    bundle.party(pk, "kedua", "Bagas Prakoso", "Bupati Kencana")
    below = bundle.segment("pk", position="Kasi Pelayanan Umum")
    bundle.party(below, "pertama", "Sekar Ayuningtyas", "Kasi Pelayanan Umum")
    bundle.party(below, "kedua", "Rahma Wulandari", "Camat")
    assert bundle.check("P303") == []


# --- P304 ------------------------------------------------------------------------------------------------------------


def test_p304_reports_a_wrong_nip_once_with_all_places() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    for _ in range(2):
        bundle.sign(report, name="Rahma Wulandari", nip="19801315 200501 2 003")
    [found] = bundle.check("P304")
    assert found.reported == "19801315 200501 2 003"
    assert len(found.evidence) == 2


def test_p304_accepts_good_and_empty_nip() -> None:
    bundle = Bundle()
    report = bundle.segment("lkj")
    bundle.sign(report, name="Rahma Wulandari", nip="19801215 200501 2 003")
    bundle.sign(report, name="Rahma Wulandari", nip="198012152005012003")
    bundle.sign(report, name="Bagas Prakoso", nip="")
    bundle.sign(report, name="Bagas Prakoso")
    assert bundle.check("P304") == []
