"""Which figures the charts show, and what they leave out."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from audit.models import Evidence
from extract.models import Box
from normalize.models import AnggaranRecord, IndikatorRecord, Number, Segment, Source, SourceFile, Submission, Value
from reports.charts import MOST_ROWS, charts
from tests.reports.conftest import finding

NOWHERE: Box = (0.0, 0.0, 1.0, 1.0)
CELL: Box = (100.0, 100.0, 140.0, 112.0)


def value(text: str | None, box: Box = NOWHERE, unit: str | None = None) -> Value | None:
    if text is None:
        return None
    number = Number(text, Decimal(text.rstrip("%").replace(".", "").replace(",", ".")), unit=unit)
    return Value(text, number, Source("lkj.pdf", 3, box, text))


def indikator(name: str, capaian: str | None = None, **changes: object) -> IndikatorRecord:
    fields: dict[str, object] = {
        "table": "t1",
        "document": "lkj.pdf",
        "segment": "s1",
        "row": 0,
        "table_kind": "capaian",
        "level": "sasaran",
        "sasaran": "Meningkatnya mutu jalan",
        "indikator": name,
        "indikator_at": Source("lkj.pdf", 3, NOWHERE, name),
        "capaian": value(capaian, CELL),
        "year": 2024,
    }
    return IndikatorRecord(**(fields | changes))  # type: ignore[arg-type]


def anggaran(name: str, pagu: str | None, realisasi: str | None, **changes: object) -> AnggaranRecord:
    at = Source("lkj.pdf", 5, NOWHERE, name)
    fields: dict[str, object] = {"level": "sasaran", "year": 2024}
    return AnggaranRecord(
        "t2", "lkj.pdf", "s1", 0, "realisasi_anggaran", name=name, name_at=at, pagu=value(pagu),
        realisasi=value(realisasi), **(fields | changes),  # type: ignore[arg-type]
    )  # fmt: skip


def submission(*records: IndikatorRecord, budgets: tuple[AnggaranRecord, ...] = ()) -> Submission:
    segments = (Segment("s1", "lkj.pdf", "lkj", 1, 9), Segment("s2", "lkj.pdf", "lkj_individu", 10, 20))
    files = (SourceFile("lkj.pdf", "", 20, "ok"),)
    return Submission("a", "a", year=2024, files=files, segments=segments, indikator=records, anggaran=budgets)


def test_achievements_of_the_main_report_once_each() -> None:
    drawn = charts(
        submission(
            indikator("Jalan mantap", "98,50"),
            indikator("Jalan  Mantap.", "98,00"),
            indikator("Jembatan", "101,25", year=2023),
            indikator("Trotoar", None),
            msgspec.structs.replace(indikator("Drainase"), capaian=value("12", unit="Dokumen")),
            *(indikator(f"Milik staf {number}", "100", segment="s2") for number in range(5)),
        ),
        (),
    )
    assert [(row.name, row.capaian.text) for row in drawn.achievements] == [("Jalan mantap", "98,50")]


def test_a_submission_without_a_report_shows_nothing() -> None:
    drawn = charts(submission(), ())
    assert (drawn.achievements, drawn.spending, drawn.trends, drawn.source) == ((), (), (), "")


def test_disputed_figures_name_the_finding() -> None:
    elsewhere = finding("a1", evidence=(Evidence("lkj.pdf", 4, CELL, "98,50", "reported"),))
    as_input = finding("a2", evidence=(Evidence("lkj.pdf", 3, CELL, "98,50", "input"),))
    about = finding("a3", evidence=(Evidence("lkj.pdf", 3, CELL, "98,50", "reported"),))
    [row] = charts(submission(indikator("Jalan", "98,50")), (elsewhere, as_input, about)).achievements
    assert row.capaian.finding == 3


def test_kinerja_and_anggaran_of_one_table() -> None:
    [row] = charts(submission(indikator("Jalan", "98,50", persen=value("91,20%", unit="%"))), ()).spending
    assert row.kinerja and (row.kinerja.text, row.anggaran.text, row.anggaran.printed) == ("98,50", "91,20%", True)


def test_kinerja_and_anggaran_of_one_sasaran() -> None:
    budget = anggaran("MENINGKATNYA MUTU JALAN", "1.000", "912")
    both = submission(indikator("Jalan", "98,50"), indikator("Jembatan", "100,00"), budgets=(budget,))
    drawn = charts(both, ())
    [row] = drawn.spending
    assert row.kinerja and (row.kinerja.text, row.kinerja.printed) == ("99,25", False)
    assert (row.anggaran.text, row.anggaran.printed) == ("91,20", False)
    assert drawn.compared


def test_budgets_alone_are_shown_too() -> None:
    nothing = anggaran("Program C", "0", "0", level="program")
    total = anggaran("Jumlah", "9", "9", level="program", total=True)
    budgets = (anggaran("Program A", "200", "150", level="program"), nothing, total)
    drawn = charts(submission(indikator("Jalan", "98,50"), budgets=budgets), ())
    assert [(row.name, row.kinerja, row.anggaran.text) for row in drawn.spending] == [("Program A", None, "75,00")]
    assert not drawn.compared


def test_trends_need_two_years() -> None:
    def year(name: str, number: int, text: str) -> IndikatorRecord:
        return indikator(name, table_kind="perbandingan_tahun", year=number, realisasi=value(text))

    drawn = charts(
        submission(
            indikator("Jalan", "98,50"),
            year("Jalan", 2024, "80"),
            year("Jalan", 2022, "60"),
            year("Jalan", 2022, "61"),
            year("Jembatan", 2024, "5"),
        ),
        (),
    )
    [trend] = drawn.trends
    assert [(point.year, point.text, point.x, point.y) for point in trend.points] == [
        (2022, "60", 0.0, 1.0),
        (2024, "80", 1.0, 0.0),
    ]


def test_long_charts_say_what_they_leave_out() -> None:
    drawn = charts(submission(*(indikator(f"Indikator {number}", "600") for number in range(MOST_ROWS + 3))), ())
    assert len(drawn.achievements) == MOST_ROWS
    assert drawn.more == {"achievements": 3}
    assert drawn.widest == 200.0
