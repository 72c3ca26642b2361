"""Reports of different submissions of a batch held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from audit.across import compare
from audit.digests import digests
from audit.models import CrossFinding, pack
from audit.profile import Profile, load
from audit.regional import named
from normalize.models import Submission
from tests.audit.submissions import UNIT, Bundle

IKM = "Indeks kepuasan masyarakat"
OTHER = "Kecamatan Sukamekar"
PLACE = "Pemerintah Kabupaten Kencana"


def called(bundle: Bundle, id: str) -> Submission:
    return msgspec.structs.replace(bundle.submission, id=id, source=id.title())


def yearly(
    year: int, told: Sequence[tuple[str, ...]], *, unit: str = UNIT, say: str = PLACE, id: str = "", again: str = ""
) -> Submission:
    """A report of ``year`` that tells indikator, target and realisasi; ``again`` is another realisasi of the first."""
    bundle = Bundle(unit, year)
    report = bundle.segment("lkj", period="tahunan", year=year, unit=unit)
    bundle.say(report, say)
    bundle.indikator(report, "capaian", told, caption="Tabel 3.1", year=year)
    if again:
        name, target, *_ = told[0]
        bundle.indikator(report, "efisiensi", [(name, target, again)], caption="Tabel 3.9", year=year)
    return called(bundle, id or f"{unit.split()[-1].lower()}-{year}")


def looking_back(quoted: Sequence[tuple[str, ...]], *, back: int = 1, say: str = PLACE, unit: str = UNIT) -> Submission:
    """The report of 2024 that tells what was reached so many years before."""
    bundle = Bundle(unit, 2024)
    report = bundle.segment("lkj", period="tahunan", unit=unit)
    bundle.say(report, say)
    bundle.indikator(report, "perbandingan_tahun", quoted, caption="Tabel 3.2", year=2024 - back)
    return called(bundle, f"{unit.split()[-1].lower()}-2024")


def looking_around(value: str, *, name: str = OTHER, say: str = PLACE, indikator: str = IKM) -> Submission:
    """The report of 2024 that compares itself with another unit."""
    bundle = Bundle(UNIT, 2024)
    report = bundle.segment("lkj", period="tahunan")
    bundle.say(report, say)
    columns = [("Indikator", "indikator"), ("Realisasi", "realisasi"), (name, None)]
    bundle.grid(report, "perbandingan_unit", columns, [(indikator, "84", value)], caption="Tabel 3.5")  # type: ignore[arg-type]
    return called(bundle, "wanasari-2024")


def crossing(*submissions: Submission, profile: Profile | None = None) -> list[CrossFinding]:
    """What is found, in whatever order the submissions come."""
    profile = profile or load()
    packed = [pack(digests(named(one, profile))) for one in submissions]
    found = compare(packed, profile)
    assert all(compare(order, profile) == found for order in permutations(packed))
    return found


def test_last_years_figure_is_held_against_last_years_report_in_another_submission() -> None:
    now, before = looking_back([(IKM, "83", "88")]), yearly(2023, [(IKM, "83", "85,15")])
    [one] = crossing(now, before)
    assert (one.submission, one.other) == ("wanasari-2024", "wanasari-2023")
    found = one.finding
    assert (found.rule, found.reported, found.expected, found.verdict) == ("K112", "88", "85,15", "perlu_cek")
    assert found.message == (
        f"Realisasi “{IKM}” Tahun 2023 dalam laporan kinerja Kecamatan Wanasari Tahun 2024 (dokumen "
        "Wanasari-2024/berkas.pdf) tercetak 88 pada Tabel 3.2 (halaman 1), sedangkan laporan kinerja Kecamatan "
        "Wanasari Tahun 2023 (dokumen Wanasari-2023/berkas.pdf) memuat 85,15 pada Tabel 3.1 (halaman 1)."
    )
    assert [at.role for at in found.evidence] == ["reported", "reference"]


def test_so_are_the_years_before_that() -> None:
    [one] = crossing(looking_back([(IKM, "83", "88")], back=3), yearly(2021, [(IKM, "80", "81")]))
    assert (one.finding.expected, "Tahun 2021" in one.finding.message) == ("81", True)


def test_another_units_figure_is_held_against_its_report_in_another_submission() -> None:
    other = yearly(2024, [(f"{IKM} {OTHER.upper()}", "80", "84,60")], unit=OTHER)
    [one] = crossing(looking_around("86,10"), other)
    assert (one.submission, one.other) == ("wanasari-2024", "sukamekar-2024")
    assert (one.finding.rule, one.finding.reported, one.finding.expected) == ("K113", "86,10", "84,60")
    assert one.finding.subject == f"{OTHER}: {IKM}"


def test_abbreviations_in_brackets_make_no_other_indikator_unless_they_stand_for_something_else() -> None:
    def other(name: str) -> Submission:
        return yearly(2024, [(name, "80", "84,60")], unit=OTHER)

    assert len(crossing(looking_around("86,10"), other("Indeks Kepuasan Masyarakat (IKM)"))) == 1
    assert crossing(looking_around("86,10"), other("Indeks kepuasan masyarakat (UPTD)")) == []


def test_a_figure_of_the_wrong_year_is_recognised() -> None:
    bundle = Bundle(OTHER, 2024)
    report = bundle.segment("lkj", period="tahunan", unit=OTHER)
    bundle.indikator(report, "capaian", [(IKM, "80", "84,60")], year=2024)
    bundle.indikator(report, "perbandingan_tahun", [(IKM, "80", "86,1")], year=2023)
    [one] = crossing(looking_around("86,10"), called(bundle, "sukamekar-2024"))
    assert one.finding.message.endswith(
        "Angka tersebut sama dengan realisasi Tahun 2023 yang dimuat dalam laporan itu."
    )


@pytest.mark.parametrize(
    "submissions",
    [
        pytest.param([looking_back([(IKM, "83", "85,2")]), yearly(2023, [(IKM, "83", "85,15")])], id="rounded"),
        pytest.param([looking_back([(IKM, "83", "0,85")]), yearly(2023, [(IKM, "83", "85")])], id="share of one"),
        pytest.param(
            [looking_back([(IKM, "83", "88")]), yearly(2023, [(IKM, "83", "85,15")], again="87")],
            id="last year's report tells two figures",
        ),
        pytest.param(
            [
                looking_back([(IKM, "83", "88")]),
                yearly(2023, [(IKM, "83", "85")], id="a"),
                yearly(2023, [(IKM, "83", "86")], id="b"),
            ],
            id="two reports of last year that differ",
        ),
        pytest.param([looking_back([(IKM, "83", "88")]), yearly(2022, [(IKM, "83", "85")])], id="another year"),
        pytest.param(
            [looking_back([(IKM, "83", "88")]), yearly(2023, [("Nilai AKIP kecamatan", "83", "85")])],
            id="another indikator",
        ),
        pytest.param(
            [looking_back([(IKM, "83", "88")]), yearly(2023, [(IKM, "83", "85")], unit="Kecamatan Wanasaba")],
            id="another kecamatan",
        ),
        pytest.param(
            [
                looking_back([(IKM, "83", "88")]),
                yearly(2023, [(IKM, "83", "85")], say="Pemerintah Kabupaten Sidomakmur"),
            ],
            id="a kecamatan of that name elsewhere",
        ),
        pytest.param(
            [
                looking_back([(IKM, "83", "88")], unit="Dinas Sosial Kabupaten Kencana"),
                yearly(2023, [(IKM, "83", "85")], unit="Dinas Sosial Kota Kencana"),
            ],
            id="a dinas of that name elsewhere",
        ),
        pytest.param(
            [
                looking_back([(IKM, "83", "88"), ("Nilai AKIP", "70", "71"), ("Persentase desa mandiri", "50", "52")]),
                yearly(2023, [(IKM, "83", "85"), ("Nilai AKIP", "70", "75"), ("Persentase desa mandiri", "50", "52")]),
            ],
            id="most figures differ",
        ),
        pytest.param(
            [looking_around("84,6"), yearly(2024, [(IKM, "80", "84,60")], unit=OTHER)], id="the other's figure"
        ),
        pytest.param(
            [looking_around("86,1"), yearly(2023, [(IKM, "80", "84,6")], unit=OTHER)], id="the other's last year"
        ),
        pytest.param(
            [looking_around("90", name=f"Target {OTHER}"), yearly(2024, [(IKM, "80", "84,60")], unit=OTHER)],
            id="the other's target",
        ),
    ],
)
def test_what_is_right_or_cannot_be_compared_is_left_alone(submissions: list[Submission]) -> None:
    assert [one.finding.message for one in crossing(*submissions)] == []


def test_what_a_submission_holds_itself_is_left_to_the_rules() -> None:
    bundle = Bundle(UNIT, 2024)
    before = bundle.segment("lkj", period="tahunan", year=2023)
    bundle.indikator(before, "capaian", [(IKM, "83", "85,15")], year=2023)
    now = bundle.segment("lkj", period="tahunan")
    bundle.indikator(now, "perbandingan_tahun", [(IKM, "83", "88")], year=2023)
    both = called(bundle, "wanasari-2024")
    assert len(Bundle.check(bundle, "K112")) == 1
    assert crossing(both, yearly(2023, [(IKM, "83", "85,15")])) == []


def test_several_findings_of_one_submission_have_ids_of_their_own_that_last() -> None:
    names = ("Persentase desa mandiri", "Nilai AKIP kecamatan", IKM, "Persentase pengaduan selesai")
    before = yearly(2023, [(name, "80", "81") for name in names])
    figures = dict(zip(names, ("82", "83", "81", "81"), strict=True))
    first = crossing(looking_back([(name, "80", figures[name]) for name in names]), before)
    assert len({one.finding.id for one in first}) == len(first) == 2
    corrected = figures | {names[1]: "84"}
    second = crossing(looking_back([(name, "80", corrected[name]) for name in reversed(names)]), before)
    assert {one.finding.id for one in second} == {one.finding.id for one in first}


def test_the_profile_rules_here_too(tmp_path: Path) -> None:
    quoting, other = looking_around("86,10", name="Kecamatan Mekar"), yearly(2024, [(IKM, "80", "84,60")], unit=OTHER)
    assert crossing(quoting, other) == []
    regional = tmp_path / "profil.toml"
    regional.write_text(f'[rules.severity]\nK113 = "rendah"\n[[unit]]\nnama = "{OTHER}"\nalias = ["Kecamatan Mekar"]\n')
    [one] = crossing(quoting, other, profile=load(regional))
    assert one.finding.severity == "rendah"
    regional.write_text('[rules]\ndisabled = ["K113"]\n')
    assert crossing(looking_around("86,10"), other, profile=load(regional)) == []
