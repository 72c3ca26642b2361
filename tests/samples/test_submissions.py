"""The committed samples: planted errors stand where the lists say, the clean submission adds up."""

import json
import shutil
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from samples import people
from samples.figures import words
from samples.pages import shows
from samples.people import Person
from samples.photo import Shot, photograph
from samples.plan import COMPUTED, Plan, Planted
from samples.submission import SAMPLES, Sample

ROOT = Path(__file__).parents[2] / "samples"
FIRST_RULES = {
    *("H201", "H202", "H203", "H204", "H206", "H207", "H209"),
    *("K101", "K102", "K103", "K105", "K106", "K107", "K108"),
    *("P301", "P302", "P303", "P304", "W501", "W502", "W503", "F601", "F602"),
}
CLEAN_FOLDERS = {"kecamatan-kalimerang-tw3-2025", "kecamatan-pagarwulung-tw2-2025"}
CLEAN = ROOT / "submissions" / "kecamatan-kalimerang-tw3-2025" / "lkj.pdf"


def listed(sample: Sample) -> list[dict[str, str | int | None]]:
    text = (ROOT / "expected" / f"{sample.folder}.json").read_text(encoding="utf-8")
    return list(json.loads(text)["findings"])


def photographed(sample: Sample) -> dict[str, range]:
    """The pages of each document that are photographs."""
    pages = {}
    for document in sample.documents:
        with pypdfium2.PdfDocument(ROOT / "submissions" / sample.folder / document.file) as pdf:
            pages[document.file] = range(len(pdf) - len(document.shots) + 1, len(pdf) + 1)
    return pages


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.folder)
def test_every_planted_text_is_on_its_page(sample: Sample) -> None:
    photographs = photographed(sample)
    for finding in listed(sample):
        file, page = str(finding["document"]), int(finding["page"] or 0)
        assert finding["photographed"] == (page in photographs[file])
        if not finding["photographed"]:
            assert shows(ROOT / "submissions" / sample.folder / file, page, str(finding["reported"])), finding


def test_photographs_are_all_there_is_on_their_pages() -> None:
    colours = []
    for sample in SAMPLES:
        for file, pages in photographed(sample).items():
            with pypdfium2.PdfDocument(ROOT / "submissions" / sample.folder / file) as pdf:
                for number in pages:
                    (picture,) = pdf[number - 1].get_objects()
                    assert picture.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
                    assert pdf[number - 1].get_textpage().count_chars() == 0
                    colours.append(picture.get_bitmap().format)
    assert 10 <= len(colours) <= 14
    assert set(colours) >= {pypdfium2.raw.FPDFBitmap_BGR, pypdfium2.raw.FPDFBitmap_Gray}


def test_a_shot_always_gives_the_same_picture(tmp_path: Path) -> None:
    shots = (Shot(7, "clean", skew=1.0, turned=True), Shot(8, "black-white"))
    made = [Path(shutil.copy(CLEAN, tmp_path / name)) for name in ("one.pdf", "other.pdf")]
    for pdf in made:
        photograph(pdf, shots)
    assert made[0].read_bytes() == made[1].read_bytes()
    with pypdfium2.PdfDocument(made[0]) as one, pypdfium2.PdfDocument(CLEAN) as before:
        assert len(one) == len(before)
        assert one[len(one) - 2].get_width() > one[len(one) - 2].get_height()
        assert one[0].get_textpage().count_chars() == before[0].get_textpage().count_chars()
    with pytest.raises(ValueError, match="shots"):
        photograph(made[0], shots * 20)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.folder)
def test_lists_and_pdfs_were_made_from_the_present_content(sample: Sample) -> None:
    stated = [(error.rule, error.reported, error.subject) for error in sample.errors]
    assert [(finding["rule"], finding["reported"], finding["subject"]) for finding in listed(sample)] == stated
    for error, finding in zip(sample.errors, listed(sample), strict=True):
        assert error.expected in (COMPUTED, finding["expected"])
    files = {path.name for path in (ROOT / "submissions" / sample.folder).iterdir()}
    assert files == {document.file for document in sample.documents}


def test_rules_are_covered_and_two_submissions_are_clean() -> None:
    rules = {sample.folder: [finding["rule"] for finding in listed(sample)] for sample in SAMPLES}
    assert len(SAMPLES) >= 4
    assert set(rules["kecamatan-watupandan-2024"]) >= FIRST_RULES
    assert {folder for folder, found in rules.items() if not found} == CLEAN_FOLDERS


def test_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in ROOT.glob("submissions/*/*.pdf")) < 2_500_000


def number(text: str | None) -> Decimal:
    return Decimal((text or "").split()[0].rstrip("%").replace(".", "").replace(",", "."))


def tables(pdf: Path) -> list[list[list[str | None]]]:
    with pdfplumber.open(pdf) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def holds(printed: Decimal, exact: Decimal) -> bool:
    """Whether two decimals are the exact value rounded or cut off."""
    return printed in (exact.quantize(Decimal("0.01"), ROUND_HALF_UP), exact.quantize(Decimal("0.01"), ROUND_DOWN))


def budget_rows() -> list[list[str | None]]:
    wanted = "Program / Kegiatan / Sub Kegiatan"
    return [row for table in tables(CLEAN) if table[0][1] == wanted for row in table[2:]]


def test_clean_budget_adds_up_at_every_level() -> None:
    rows = budget_rows()
    amounts = {(row[0] or ""): (number(row[2]), number(row[3])) for row in rows}
    assert len(rows) > 20
    for row in rows:
        pagu, spent, share, left = map(number, row[2:])
        assert left == pagu - spent
        assert holds(share, spent / pagu * 100)
    for code, printed in amounts.items():
        depth = 0 if code == "Jumlah" else len(code.split("."))
        parts = [
            pair
            for other, pair in amounts.items()
            if other != "Jumlah" and len(other.split(".")) == depth + 1 and (not depth or other.startswith(f"{code}."))
        ]
        assert not parts or printed == (sum(pair[0] for pair in parts), sum(pair[1] for pair in parts))


def test_clean_capaian_follows_from_target_and_realisasi() -> None:
    table = next(table for table in tables(CLEAN) if len(table[0]) == 7)
    reached = []
    for row in table[4:-1]:
        if row[6] == "-":
            assert row[4:6] == ["-", "-"]
            continue
        target, done, printed = map(number, row[4:])
        reached.append(printed)
        lower_better = "gangguan" in (row[2] or "")
        assert holds(printed, (2 * target - done if lower_better else done) / target * 100)
    assert max(reached) > 100
    assert holds(number(table[-1][6]), sum(reached, Decimal(0)) / len(reached))


def test_clean_population_sums() -> None:
    table = next(table for table in tables(CLEAN) if table[0][1] == "Desa")
    rows = [[number(text) for text in row[2:]] for row in table[2:]]
    assert all(men + women == both for men, women, both in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_invented_nips_are_well_formed() -> None:
    officials = [person for person in vars(people).values() if isinstance(person, Person) and person.nip]
    assert len(officials) > 5
    for person in officials:
        digits = person.nip.replace(" ", "")
        assert len(digits) == 18 and digits.isdigit()
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        appointed = date(int(digits[8:12]), int(digits[12:14]), 1)
        assert 18 <= appointed.year - born.year <= 36
        assert digits[14] in "12"
    assert len({person.nip for person in officials}) == len(officials)


def test_a_planted_error_is_printed_exactly_once() -> None:
    plan = Plan([Planted("H201", "lkj/capaian/a", "98,34", "A"), Planted("H201", "lkj/capaian/b", "9", "B")])
    spot = plan.at("lkj").at("capaian")
    assert spot.text("c", "94,30") == "94,30"
    assert spot.text("a", "94,30") == "98,34"
    assert plan.expected(0) == "94,30"
    with pytest.raises(ValueError, match="printed twice"):
        spot.text("a", "94,30")
    with pytest.raises(ValueError, match="not placed"):
        plan.expected(1)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (11, "sebelas"),
        (115, "seratus lima belas"),
        (1_001_000, "satu juta seribu"),
        (2_013_765_000, "dua miliar tiga belas juta tujuh ratus enam puluh lima ribu"),
    ],
)
def test_words(amount: int, text: str) -> None:
    assert words(amount) == text
