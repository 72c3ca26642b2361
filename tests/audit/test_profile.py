from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from audit.profile import DEFAULT_PATH, Profile, ProfileError, load
from audit.regional import named, weighed
from audit.registry import rules
from audit.run import run
from tests.audit.builders import check, submission, table

EXAMPLES = sorted((Path(__file__).parents[2] / "profil").glob("*.toml"))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "daerah.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_disables_nothing() -> None:
    assert load().rules.disabled == ()


def test_a_file_overrides_key_by_key(tmp_path: Path) -> None:
    assert load(written(tmp_path, '[rules]\ndisabled = ["F601"]\n')).rules.disabled == ("F601",)
    assert load(written(tmp_path, "")) == load()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n[rules]\n# x\ndisable = []\n", r"daerah\.toml:4: unknown key rules\.disable"),
        ("[rule]\ndisabled = []\n", r"daerah\.toml:1: unknown key rule"),
        ('\n[rules]\n\ndisabled = "F601"\n', r"daerah\.toml:4: wrong value"),
        ("[rules]\ndisabled = [1]\n", r"daerah\.toml:2: wrong value"),
        ("rules = 3\n", r"daerah\.toml:1: wrong value"),
        ("[rules\n", r"daerah\.toml: not valid TOML.*line 1"),
        ('\n[rules.severity]\nH201 = "info"\nF601 = "ringan"\n', r"daerah\.toml:4: wrong value"),
        ('[kelengkapan]\npk = ["sampul"]\n', r"daerah\.toml:2: wrong value"),
        ("[tenggat]\ntahunan_bulan = 2\ntriwulan_hari = -1\n", r"daerah\.toml:3: wrong value"),
        ('[[unit]]\nnama = "A"\nalias = ["B"]\n\n[[unit]]\nnama = "C"\nalias = [""]\n', r"daerah\.toml:7: wrong value"),
        ('[berita_acara]\npetugas = [\n  {nama = "A"},\n  {nama = "B", nik = "1"},\n]\n', r":4: unknown key .*nik"),
    ],
)
def test_a_wrong_key_or_value_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProfileError, match=message):
        load(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_the_default_sets_every_key() -> None:
    default = tomllib.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    for field in msgspec.structs.fields(Profile):
        assert field.name in default or field.name == "unit", field.name


def test_lists_replace_and_tables_merge(tmp_path: Path) -> None:
    profile = load(written(tmp_path, '[tenggat]\nhari_libur = [2025-04-01]\n[kelengkapan]\npk = ["lampiran"]\n'))
    assert profile.tenggat.hari_libur == (date(2025, 4, 1),)
    assert profile.tenggat.triwulan_hari == load().tenggat.triwulan_hari
    assert (profile.kelengkapan.pk, profile.kelengkapan.lkj_tahunan) == (("lampiran",), load().kelengkapan.lkj_tahunan)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_are_valid(path: Path) -> None:
    profile = load(path)
    codes = {rule.code for rule in rules()}
    assert {*profile.rules.disabled, *profile.rules.severity} <= codes


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2


# --- what it changes around the rules --------------------------------------------------------------------------------


def test_a_rules_severity_is_the_profiles(tmp_path: Path) -> None:
    profile = load(written(tmp_path, '[rules.severity]\nL403 = "info"\n'))
    made = table(["indikator", "target", "realisasi"], [("A", "85", ""), ("B", "80", "81")])
    assert [one.severity for one in run(submission(made), load()) if one.rule == "L403"] == ["sedang"]
    assert [one.severity for one in run(submission(made), profile) if one.rule == "L403"] == ["info"]


def test_small_differences_in_rupiah_are_only_mentioned(tmp_path: Path) -> None:
    [found] = check("L403", table(["indikator", "target", "realisasi"], [("A", "85", ""), ("B", "80", "81")]))
    amount = msgspec.structs.replace(found, category="hitungan", reported="Rp 1.665.671.276", expected="1.665.671.285")
    profile = load(written(tmp_path, "[toleransi]\nrupiah = 10\n"))
    assert weighed(amount, profile).severity == "info"
    assert weighed(amount, load()).severity == "sedang"
    assert weighed(msgspec.structs.replace(amount, expected="1.665.671.287"), profile).severity == "sedang"
    percent = msgspec.structs.replace(amount, reported="1.000%", expected="1.005%")
    assert weighed(percent, profile).severity == "sedang"


def test_units_are_called_by_the_profiles_name(tmp_path: Path) -> None:
    profile = load(written(tmp_path, '[[unit]]\nnama = "Kecamatan Wanasari Raya"\nalias = ["KECAMATAN WANASARI"]\n'))
    renamed = named(submission(), profile)
    assert {renamed.unit, *(one.unit for one in renamed.segments)} == {"Kecamatan Wanasari Raya"}
    assert named(submission(), load()).unit == "Kecamatan Wanasari"
