from pathlib import Path

import pytest

from extract.reader import read
from normalize.agreements import Quoted, quoted_agreements
from normalize.build import build
from normalize.models import Passage, PkKind, Row, Segment, SegmentKind, Source, Table, TableKind, Value

WATUPANDAN = Path(__file__).parents[2] / "samples" / "submissions" / "kecamatan-watupandan-2024"


def part(kind: SegmentKind = "lkj", number: int = 1) -> Segment:
    return Segment(f"s{number}", "lkj.pdf", kind, 1, 9)


def typed(
    number: int, caption: str = "", kind: TableKind = "pk_indikator", segment: str = "s1", page: int = 2
) -> Table:
    at = Source("lkj.pdf", page, (77.0, 100.0 * number, 500.0, 100.0 * number + 20), "1")
    row = Row(0, "data", "", {0: Value("1", None, at)})
    return Table(f"t{number}", "lkj.pdf", (page,), kind, (), (row,), segment, caption)


def said(text: str, top: float, page: int = 2, segment: str = "s1") -> Passage:
    return Passage(segment, "text", text, Source("lkj.pdf", page, (77.0, top, 500.0, top + 12), text))


def quoted(*tables: Table, passages: tuple[Passage, ...] = (), changed: bool = False) -> dict[str, Quoted]:
    return quoted_agreements(tables, [part(), part("pk", 2), part("pk_perubahan", 3)], passages, changed)


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        ("Tabel 2.1 Perjanjian Kinerja Perubahan Tahun 2024", "perubahan"),
        ("Tabel 2.1 Perubahan Perjanjian Kinerja", "perubahan"),
        ("Program dan Anggaran Setelah Perubahan", "perubahan"),
        ("Anggaran pada P-APBD Tahun 2024", "perubahan"),
        ("Perjanjian Kinerja Awal", "awal"),
        ("Anggaran Sebelum Perubahan", "awal"),
        ("Perjanjian Kinerja Sebelum dan Sesudah Perubahan", None),
    ],
)
def test_the_agreement_that_a_caption_names(caption: str, kind: PkKind | None) -> None:
    assert quoted(typed(1, caption), changed=True)["t1"].kind == kind


def test_changes_of_other_things_are_no_perubahan() -> None:
    assert quoted(typed(1, "Perjanjian Kinerja Program Mitigasi Perubahan Iklim"))["t1"].kind == "awal"
    assert quoted(typed(1, "Program Adaptasi Perubahan Iklim")) == {}


def test_tables_inside_an_agreement_are_its_own_whatever_they_say() -> None:
    tables = (typed(1, "Anggaran Perubahan APBD", segment="s2"), typed(2, "Anggaran", segment="s3"))
    assert {key: one.kind for key, one in quoted(*tables).items()} == {"t1": "awal", "t2": "perubahan"}


def test_the_tables_of_one_agreement_follow_each_other() -> None:
    tables = (
        typed(1, "Perjanjian Kinerja Perubahan 2024"),
        typed(2),
        typed(3, kind="pk_anggaran"),
        typed(4, kind="capaian"),
        typed(5),
    )
    assert {key: one.kind for key, one in quoted(*tables).items()} == dict.fromkeys(["t1", "t2", "t3"], "perubahan")


def test_the_words_above_a_table_count_and_their_year() -> None:
    passages = (
        said("Perjanjian kinerja yang diubah adalah perjanjian kinerja perubahan tahun 2023.", 60),
        said("Rinciannya sebagai berikut.", 80),
        said("Perjanjian Kinerja Awal ada di bawah.", 300),
        said("Perjanjian Kinerja Awal ada di depan.", 90, page=1, segment="s9"),
    )
    assert quoted(typed(1), passages=passages)["t1"] == Quoted("perubahan", 2023)


def test_a_plain_name_is_the_first_agreement_where_no_other_can_be_meant() -> None:
    plain, changed = typed(1, "Perjanjian Kinerja Tahun 2024"), typed(2, "Perubahan Perjanjian Kinerja Tahun 2024")
    assert quoted(plain)["t1"] == Quoted("awal", 2024)
    assert quoted(plain, changed=True)["t1"].kind is None
    assert [one.kind for one in quoted(plain, changed, changed=True).values()] == ["awal", "perubahan"]


def test_the_agreements_of_a_sample_with_perubahan_and_quotation() -> None:
    names = ("lkj.pdf", "pk.pdf", "pk-perubahan.pdf")
    submission = build("x", "x", [read(WATUPANDAN / name, name) for name in names])
    kinds: dict[str, set[PkKind | None]] = {}
    for record in (*submission.indikator, *submission.anggaran):
        if record.table_kind in ("pk_indikator", "pk_anggaran"):
            kinds.setdefault(record.document, set()).add(record.pk)
            assert (record.year, record.period) == (2024, "tahunan")
        else:
            assert record.pk is None
    assert kinds == {"lkj.pdf": {"perubahan"}, "pk.pdf": {"awal"}, "pk-perubahan.pdf": {"perubahan"}}
