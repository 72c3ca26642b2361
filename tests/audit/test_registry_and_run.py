from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import audit.run
from audit.findings import by_gravity, quoted, table_name
from audit.identity import distinct, stable_id
from audit.models import Finding
from audit.profile import load
from audit.registry import Check, Context, Rule, find_rule, rule, rules
from audit.run import run
from tests.audit.builders import source, submission, table


def made(check: Check) -> Rule:
    return Rule("X999", "hitungan", "sedang", "Judul", "", "", "Dasar", "", "", check)


def finds_one(ctx: Context) -> Iterator[Finding]:
    yield ctx.finding(message="Pesan.", subject="Baris", at=[source("10,00%")])


def breaks(ctx: Context) -> Iterator[Finding]:
    yield from finds_one(ctx)
    raise RuntimeError("two\nlines")


def context() -> Context:
    return Context(submission(), load(), made(finds_one))


def test_every_rule_is_documented_for_an_evaluator() -> None:
    assert rules()
    for one in rules():
        assert re.fullmatch(r"[A-Z]\d{3}", one.code)
        for text in (one.title, one.why, one.method, one.basis, one.violation, one.clean):
            assert len(text) > 15, one.code
    assert [one.code for one in rules()] == sorted(one.code for one in rules())


def test_codes_are_unique() -> None:
    code = rules()[0].code
    with pytest.raises(ValueError, match=code):
        rule(
            code=code,
            category="format",
            severity="info",
            title="",
            why="",
            method="",
            basis="",
            violation="",
            clean="",
        )(finds_one)


def test_rules_are_found_in_either_letter_case() -> None:
    assert find_rule("h201") is find_rule("H201")
    with pytest.raises(KeyError):
        find_rule("Z000")


def test_a_crash_is_reported_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(audit.run, "rules", lambda: (made(breaks), made(finds_one)))
    with caplog.at_level(logging.DEBUG, logger="audit.run"):
        found = run(submission(), load())
    crashed = [one for one in found if one.severity == "info"]
    assert [one.rule for one in crashed] == ["X999"]
    assert crashed[0].category == "format"
    assert "RuntimeError: two lines" in crashed[0].message
    assert len(found) == 3
    assert any(record.exc_info for record in caplog.records)


def test_disabled_rules_are_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('[rules]\ndisabled = ["X999"]\n')
    monkeypatch.setattr(audit.run, "rules", lambda: (made(finds_one),))
    assert run(submission(), load(tmp_path / "p.toml")) == []


def test_ids_do_not_depend_on_positions() -> None:
    ctx = context()
    here = ctx.finding(
        message="", subject="Nilai SAKIP", at=[source("98,34%", r=1, page=2)], table=table(["uraian"], [])
    )
    there = ctx.finding(
        message="", subject="nilai  sakip", at=[source("98,34%", r=9, page=5)], table=table(["uraian"], [])
    )
    other = ctx.finding(
        message="", subject="Indeks SPBE", at=[source("98,34%", r=9, page=5)], table=table(["uraian"], [])
    )
    assert here.id == there.id != other.id


def test_findings_with_one_id_are_told_apart_by_what_they_show() -> None:
    ctx = context()
    one, other = (ctx.finding(message="", subject="Baris", at=[source(text)]) for text in ("1", "2"))
    assert one.id == other.id
    ids = {each.id for each in distinct([one, other], ctx.submission)}
    assert len(ids) == 2
    assert {each.id for each in distinct([other, one], ctx.submission)} == ids


def test_what_was_not_read_from_a_text_layer_has_to_be_looked_at() -> None:
    ctx = context()
    sure = ctx.finding(message="", subject="a", at=[source("1")], inputs=[source("2")])
    doubtful = ctx.finding(message="", subject="a", at=[source("1")], inputs=[source("2", reader="ocr", sure=0.7)])
    assert (sure.verdict, sure.confidence) == ("pasti", 1.0)
    assert (doubtful.verdict, doubtful.confidence) == ("perlu_cek", 0.7)
    assert [one.role for one in doubtful.evidence] == ["reported", "input"]


def test_a_finding_needs_a_place() -> None:
    with pytest.raises(ValueError, match="X999"):
        context().finding(message="", subject="a", at=[])


def test_the_gravest_come_first_then_the_order_of_the_pages() -> None:
    ctx = context()
    findings = [
        ctx.finding(message="", subject=name, at=[source("1", page=page)], severity=severity)
        for name, page, severity in (("a", 3, "rendah"), ("b", 9, "tinggi"), ("c", 2, "tinggi"), ("d", 1, "info"))
    ]
    assert [one.subject for one in by_gravity(findings)] == ["c", "b", "a", "d"]


def test_ids_ignore_case_and_punctuation() -> None:
    assert stable_id("H201", "Kec. Wanasari", 2024) == stable_id("h201", "kec wanasari", "2024")


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Tabel 3.1 Capaian Kinerja Tahun 2024", "Tabel 3.1"),
        ("TABEL III.2. Realisasi Anggaran", "Tabel III.2"),
        ("Realisasi Anggaran per Program", "tabel “Realisasi Anggaran per Program”"),
        ("", "tabel"),
    ],
)
def test_how_a_message_calls_a_table(caption: str, expected: str) -> None:
    assert table_name(table(["uraian"], [], caption=caption)) == expected


def test_the_signs_of_a_list_are_no_part_of_a_quotation() -> None:
    assert quoted("\uf0b7 Program Penataan;") == "“Program Penataan”"
