"""Drafts of berita acara, from findings.json to the DOCX that an officer opens; all people and places are invented."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import docx
import msgspec
import pypdfium2
import pytest
from docx.enum.text import WD_COLOR_INDEX

from audit.models import Evidence, Finding
from extract.models import Box, Signing, SigningKind
from normalize.models import (
    IndikatorRecord,
    Segment,
    SegmentKind,
    SignatureBlock,
    Source,
    SourceFile,
    Submission,
)
from reports import findings_json
from reports.berita_acara import make_templates, wording
from reports.berita_acara.fields import fields
from reports.berita_acara.follow_up import matching
from reports.berita_acara.models import Occasion, Office, Officer
from reports.berita_acara.render import TEMPLATES, UnusableTemplate, built_in, render, to_pdf
from reports.berita_acara.results import Result, ResultsError, load
from reports.files import FINDINGS
from reports.models import SubmissionResult

BOX: Box = (0.0, 0.0, 10.0, 10.0)
LKJ, PK, IKU = "LKj.pdf", "PK.pdf", "IKU.pdf"
RULES = frozenset({"H201", "K101", "K102", "K103", "K104", "K106", "K107", "K110", "P301", "L401", "F601"})
OFFICE = Office(
    kop=("PEMERINTAH KABUPATEN ARUNGGALA", "SEKRETARIAT DAERAH", "Jalan Pendapa Nomor 1"),
    bagian="Bagian Organisasi",
    tempat="Arunggala",
    nomor="000.8/{nomor}/{tahun}",
)
MEETING = Occasion(
    date(2025, 9, 24),
    "Aula Kecamatan",
    (Officer("Panji Wirasena", "19850312 201001 1 004", "Penata"), Officer("Dyah Larasati")),
    (Officer("Rahmat Basuki", "19790101 200501 1 002"),),
)


def finding(rule: str, document: str = LKJ, page: int = 3, id: str = "", **changes: object) -> Finding:
    values: dict[str, object] = {
        "category": {
            "H": "hitungan",
            "K": "keselarasan",
            "P": "pengesahan",
            "F": "format",
            "W": "identitas",
            "L": "kelengkapan",
        }[rule[0]],
        "severity": "tinggi",
        "verdict": "pasti",
        "title": f"Judul {rule}",
        "message": f"Uraian {rule} (halaman {page})",
        "subject": "Persentase jalan mantap",
        "reported": "95,00%",
        "expected": "90,00%",
        "formula": None,
        "basis": "Kaidah hitung",
        "confidence": 1.0,
        "evidence": (Evidence(document, page, BOX, "95,00%", "reported"),),
    }
    return Finding(id=id or f"{rule}-{document}-{page}", rule=rule, **(values | changes))  # type: ignore[arg-type]


def segment(kind: SegmentKind, document: str, last: int, position: str | None = "Camat Rekaan") -> Segment:
    period = "TW III" if kind == "lkj" else "tahunan"
    return Segment(f"{document}-{kind}", document, kind, 1, last, position=position, year=2025, period=period)


def signature(where: Segment, signing: SigningKind | None = "ink") -> SignatureBlock:
    seen = Signing(signing, 0.9) if signing else None
    return SignatureBlock(where.id, Source(where.document, 1, BOX, "Camat"), name="Wening Astuti", signing=seen)


def indikator(where: Segment, name: str, kind: str) -> IndikatorRecord:
    at = Source(where.document, 2, BOX, name)
    return IndikatorRecord("t", where.document, where.id, 1, kind, "sasaran", "Jalan membaik", name, at)  # type: ignore[arg-type]


def submission(
    segments: Sequence[Segment], signatures: Sequence[SignatureBlock] = (), names: Sequence[str] = (), unread: int = 0
) -> Submission:
    """One file per document named in ``segments``; the LKj names the indikator ``names``, the PK Jalan and Jembatan."""
    files = [
        SourceFile(path, "0" * 64, 10, "ok", unread_pages=tuple(range(1, unread + 1)))
        for path in dict.fromkeys(one.document for one in segments)
    ]
    records = [indikator(one, name, "capaian") for one in segments if one.kind == "lkj" for name in names]
    records += [indikator(one, name, "pk_indikator") for one in segments if one.kind == "pk" for name in ("A", "B")]
    return Submission(
        id="kecamatan-rekaan",
        source="Kecamatan Rekaan",
        unit="Kecamatan Rekaan",
        year=2025,
        files=tuple(files),
        segments=tuple(segments),
        signatures=tuple(signatures),
        indikator=tuple(records),
    )


def stored(folder: Path, given: Submission, findings: Sequence[Finding] = ()) -> Result:
    """A submission as it comes back from the findings.json of its audit."""
    folder.mkdir(exist_ok=True)
    path = folder / FINDINGS
    findings_json.write(path, SubmissionResult(given, tuple(findings)), datetime(2025, 9, 1), "1")
    [result] = load(folder)
    return result


def drafted(
    folder: Path, template: str, result: Result, meeting: Occasion = MEETING, earlier: Result | None = None
) -> docx.document.Document:
    target = folder / f"{template}.docx"
    missing = render(built_in()[template], fields(result, OFFICE, meeting, RULES, earlier), target)
    assert missing == []
    return docx.Document(str(target))


def text(document: docx.document.Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs).replace("\u00a0", " ")


def rows(document: docx.document.Document, table: int = 0) -> list[list[str]]:
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in document.tables[table].rows]


def aspect(document: docx.document.Document, indicator: str) -> tuple[str, str, str]:
    """Mark, result and tindak lanjut of a row of the monitoring."""
    [found] = [row for row in rows(document) if indicator in row[2]]
    return found[4], found[5], found[6]


AGREEMENT, REPORT = segment("pk", PK, 2), segment("lkj", LKJ, 9)


def test_monitoring_opens_and_closes_as_an_office_writes_it(tmp_path: Path) -> None:
    document = drafted(tmp_path, "monitoring", stored(tmp_path, submission([REPORT, AGREEMENT])))
    head = text(document)
    assert head.startswith("PEMERINTAH KABUPATEN ARUNGGALA\nSEKRETARIAT DAERAH\nJalan Pendapa Nomor 1")
    assert "Pada hari ini, Rabu tanggal Dua Puluh Empat September Tahun 2025 bertempat di Aula Kecamatan, telah" in head
    assert "pada Kecamatan Rekaan oleh Bagian Organisasi dengan hasil" in head
    assert "dok. 1 = LKj.pdf (10 halaman; terbaca); dok. 2 = PK.pdf (10 halaman; terbaca)." in head
    signed = "\n".join("\n".join(row) for row in rows(document, 1))
    for expected in ("Arunggala, 24 September 2025", "Petugas OPD,", "Rahmat Basuki", "NIP. 19850312 201001 1 004"):
        assert expected in signed
    # The second officer has no counterpart and no NIP yet.
    assert [" ".join(cell.split()) for cell in rows(document, 1)[1]] == ["", "Dyah Larasati NIP. [diisi petugas]"]


def test_what_the_documents_prove_is_marked_with_pages(tmp_path: Path) -> None:
    given = submission([REPORT, AGREEMENT], [signature(AGREEMENT)])
    found = finding("K101", evidence=(
        Evidence(LKJ, 6, BOX, "88%", "reported"), Evidence(PK, 2, BOX, "90%", "reference"),
    ))  # fmt: skip
    document = drafted(tmp_path, "monitoring", stored(tmp_path, given, [found]))
    mark, told, action = aspect(document, "telah ditandatangani")
    assert (mark, action) == ("V", "-")
    assert "PK Tahun 2025 tersedia (dok. 2 hlm. 1–2)." in told
    assert "Seluruh blok tanda tangan yang terbaca (1) telah dibubuhi tanda tangan." in told
    mark, told, action = aspect(document, "Target selaras")
    assert mark == "X"
    assert "tertulis 95,00%, seharusnya 90,00% (dok. 1 hlm. 6; dok. 2 hlm. 2)." in told
    assert action.startswith("Menyesuaikan target dalam laporan kinerja")
    assert "LKj Triwulan III Tahun 2025: Camat Rekaan (dok. 1 hlm. 1–9)." in aspect(document, "LKj tahunan dan")[1]


def test_what_the_documents_cannot_show_is_left_open(tmp_path: Path) -> None:
    given = submission([REPORT, AGREEMENT], [signature(AGREEMENT, "stamp")])
    doubtful = finding("K101", verdict="perlu_cek")
    document = drafted(tmp_path, "monitoring", stored(tmp_path, given, [doubtful]), Occasion())
    for indicator in ("SK Tim SAKIP tersedia", "Capaian dan realisasi diisi", "Bukti dukung", "Indikator selaras"):
        assert aspect(document, indicator) == ("[diisi petugas]",) * 3
    mark, told, _ = aspect(document, "telah ditandatangani")
    assert mark == "[diisi petugas]"
    assert "perlu dilihat langsung (Wening Astuti, hlm. 1): [diisi petugas]" in told
    mark, told, _ = aspect(document, "Target selaras")
    assert mark == "[diisi petugas]"
    assert "Perlu dipastikan." in told
    assert "Pada hari ini, [diisi petugas: hari] tanggal [diisi petugas: tanggal]" in text(document)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    runs += [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    open_runs = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    assert {"[diisi petugas]", "[diisi petugas: hari]", "[diisi petugas: nama]"} <= open_runs
    assert all(run.font.highlight_color == WD_COLOR_INDEX.YELLOW for run in runs if "[diisi" in run.text)
    assert all(one.startswith("[diisi petugas") for one in open_runs)


def test_a_missing_signature_is_certain_only_if_the_audit_is(tmp_path: Path) -> None:
    given = submission([REPORT, AGREEMENT], [signature(AGREEMENT), signature(AGREEMENT, "nothing")])
    certain, doubtful = (finding("P301", PK, 1, verdict=verdict) for verdict in ("pasti", "perlu_cek"))
    mark, told, action = aspect(
        drafted(tmp_path, "monitoring", stored(tmp_path, given, [certain])), "telah ditandatangani"
    )
    assert mark == "X"
    assert "1 dari 2 blok tanda tangan tidak dibubuhi tanda tangan (Wening Astuti, hlm. 1)." in told
    assert action == "Melengkapi tanda tangan atau memperlihatkan naskah yang telah ditandatangani."
    mark, told, _ = aspect(drafted(tmp_path, "monitoring", stored(tmp_path, given, [doubtful])), "telah ditandatangani")
    assert mark == "[diisi petugas]"
    assert "Ketersediaan naskah yang telah ditandatangani: [diisi petugas]" in told


@pytest.mark.parametrize(("unread", "mark"), [(0, "X"), (2, "[diisi petugas]")])
def test_a_document_is_absent_only_if_every_page_was_read(tmp_path: Path, unread: int, mark: str) -> None:
    document = drafted(tmp_path, "monitoring", stored(tmp_path, submission([REPORT], unread=unread)))
    assert aspect(document, "telah ditandatangani")[0] == mark
    assert "PK Tahun 2025 tidak ditemukan" in aspect(document, "telah ditandatangani")[1]


@pytest.mark.parametrize(
    ("names", "with_iku", "mark"),
    [(("A", "B"), True, "V"), (("A", "B"), False, "[diisi petugas]"), (("A",), True, "[diisi petugas]")],
)
def test_consistency_is_claimed_only_where_all_was_compared(
    tmp_path: Path, names: Sequence[str], with_iku: bool, mark: str
) -> None:
    segments = [REPORT, AGREEMENT, *([segment("iku", IKU, 1)] if with_iku else [])]
    document = drafted(tmp_path, "monitoring", stored(tmp_path, submission(segments, names=names)))
    found, told, _ = aspect(document, "Target selaras")
    assert found == mark
    assert f"{len(names)} dari 2 indikator PK dimuat dalam tabel capaian LKj dengan nama yang sama" in told


def test_evaluation_drafts_its_sections_from_the_findings(tmp_path: Path) -> None:
    findings = [
        finding("H201", page=5),
        finding("P301", PK, 1),
        finding("K101", page=6, verdict="perlu_cek"),
        *(finding("F601", page=page, severity="rendah") for page in (7, 8)),
        *(finding("W501", page=page) for page in range(1, 6)),
        finding("W502", page=2, message="Panjang. " * 80),
        finding("L401", page=9, severity="info"),
    ]
    document = drafted(tmp_path, "evaluasi-sakip", stored(tmp_path, submission([REPORT, AGREEMENT]), findings))
    told = text(document)
    assert "NOMOR: 000.8/[diisi petugas]/2025" in told
    assert "Surat Tugas Nomor [diisi petugas: nomor surat tugas] tanggal" in told
    plans, rest = told.split("2.\tPengukuran Kinerja")
    measures, rest = rest.split("3.\tPelaporan Kinerja")
    reports, rest = rest.split("4.\tEvaluasi Akuntabilitas Kinerja Internal")
    assert "a.\tPerjanjian Kinerja untuk Camat Rekaan tersedia (dok. 2 hlm. 1–2)." in plans
    assert "b.\tUraian P301 (halaman 1). [dok. 2]" in plans
    assert measures.strip() == "a.\tUraian H201 (halaman 5). [dok. 1]\nb.\t[diisi petugas]"
    assert "Uraian K101 (halaman 6). Hal ini perlu dipastikan. [dok. 1]" in reports
    assert "Judul F601: 2 (dua) temuan (dok. 1 hlm. 7–8)." in reports
    assert reports.count("Uraian W501") == 3
    assert "Judul W501: 2 (dua) temuan sejenis lainnya (dok. 1 hlm. 4–5)." in reports
    assert "Judul W502: “Persentase jalan mantap”; rinciannya pada kertas kerja (dok. 1 hlm. 2)." in reports
    assert rest.strip().startswith("a.\t[diisi petugas]\nRekomendasi\n1.\t")
    assert "L401" not in told


def test_follow_up_tells_settled_begun_and_untouched(tmp_path: Path) -> None:
    given = submission([REPORT, AGREEMENT])
    earlier = stored(tmp_path / "lama", submission([REPORT, AGREEMENT, segment("lra", "LRA.pdf", 1)]), [
        finding("H201", id="settled"),
        finding("K101", id="begun"),
        finding("P301", PK, 1, id="untouched"),
        finding("K999", id="rule not run"),
        finding("H201", "LRA.pdf", 1, id="document gone"),
        finding("F601", id="note", severity="info"),
    ])  # fmt: skip
    present = stored(tmp_path / "baru", given, [
        finding("K101", id="begun", reported="93,00%"),
        finding("P301", PK, 1, id="untouched"),
        finding("H201", page=8, id="new"),
    ])  # fmt: skip
    document = drafted(tmp_path, "tindak-lanjut", present, earlier=earlier)
    assert "Dari 5 (lima) temuan dengan 4 (empat) rekomendasi" in text(document)
    assert rows(document)[1] == ["Temuan", "5 (lima)", "1", "1", "1", "2"]
    assert rows(document)[2] == ["Rekomendasi", "4 (empat)", "0", "1", "1", "2"]
    status = {row[1].split(" (")[0] + row[3]: row[4] for row in rows(document, 1)[1:]}
    assert status["Uraian H201TS"] == "Tidak ditemukan lagi dalam dokumen yang diperiksa sekarang."
    assert status["Uraian K101TB"].startswith("Telah diubah dari “95,00%” menjadi “93,00%”, tetapi belum sesuai")
    assert status["Uraian P301BT"] == "Masih sama (dok. 2 hlm. 1)."
    assert "aturannya tidak dijalankan" in status["Uraian K999[diisi petugas]"]
    assert "tidak terdapat pada pemeriksaan sekarang" in status["Uraian H201[diisi petugas]"]
    assert "Temuan baru pada pemeriksaan ini: 1 (satu)\n1.\tUraian H201 (halaman 8)." in text(document)


def test_nothing_is_settled_by_pages_that_were_not_read_or_by_another_period(tmp_path: Path) -> None:
    earlier = stored(tmp_path / "lama", submission([REPORT]), [finding("H201")])
    for present in (
        submission([REPORT], unread=1),
        submission([msgspec.structs.replace(REPORT, period="TW IV")]),
    ):
        document = drafted(tmp_path, "tindak-lanjut", stored(tmp_path / "baru", present), earlier=earlier)
        assert rows(document, 1)[1][3] == "[diisi petugas]"


def test_the_earlier_audit_is_matched_by_id_or_by_unit_and_year(tmp_path: Path) -> None:
    result = stored(tmp_path, submission([REPORT]))
    renamed = msgspec.structs.replace(result, id="lain")
    other = msgspec.structs.replace(result, id="lain-lagi", year=2024)
    assert matching([other, renamed, result], result) is result
    assert matching([other, renamed], result) is renamed
    assert matching([other], result) is None
    assert matching([renamed, renamed], result) is None


def own_template(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def test_an_own_template_shows_fields_that_do_not_exist(tmp_path: Path) -> None:
    result = stored(tmp_path, submission([REPORT]))
    result = msgspec.structs.replace(result, unit="Dinas <A> & B\ufffe")
    template = own_template(tmp_path / "own.docx", "{{ unit }} {{ kepala.nama }} {{ aspek.sk_tim.warna }}", "Tetap")
    target = tmp_path / "hasil.docx"
    assert render(template, fields(result, OFFICE, MEETING, RULES), target) == ["kepala", "warna"]
    assert text(docx.Document(str(target))) == "Dinas <A> & B [diisi petugas: kepala] [diisi petugas: warna]\nTetap"


@pytest.mark.parametrize("hostile", ["{{ unit.__class__.__mro__[1].__subclasses__() }}", "{{ unit", "{% for %}"])
def test_a_template_that_cannot_be_filled_is_named_and_leaves_nothing(tmp_path: Path, hostile: str) -> None:
    result = stored(tmp_path, submission([REPORT]))
    template = own_template(tmp_path / "own.docx", hostile)
    with pytest.raises(UnusableTemplate, match=r"own\.docx"):
        render(template, fields(result, OFFICE, MEETING, RULES), tmp_path / "hasil.docx")
    assert not (tmp_path / "hasil.docx").exists()


def test_a_file_that_is_no_docx_is_refused(tmp_path: Path) -> None:
    result = stored(tmp_path, submission([REPORT]))
    (tmp_path / "x.docx").write_text("bukan")
    with pytest.raises(UnusableTemplate, match=r"x\.docx"):
        render(tmp_path / "x.docx", fields(result, OFFICE, MEETING, RULES), tmp_path / "hasil.docx")


@pytest.mark.parametrize("content", ["", "{}", '{"schema": 2, "submissions": []}', '{"schema": 1, "submissions": [3]}'])
def test_results_that_cannot_be_used_are_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "findings.json").write_text(content)
    with pytest.raises(ResultsError, match=r"findings\.json"):
        list(load(tmp_path))


def test_the_templates_are_what_their_program_makes(tmp_path: Path) -> None:
    make_templates.make(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in TEMPLATES.glob("*.docx"))
    for made in tmp_path.iterdir():
        with zipfile.ZipFile(made) as new, zipfile.ZipFile(TEMPLATES / made.name) as kept:
            assert {name: new.read(name) for name in new.namelist()} == {
                name: kept.read(name) for name in kept.namelist()
            }


def test_pdf_keeps_signatures_together(tmp_path: Path) -> None:
    """So many findings that the list goes on over pages: the block under it must not be torn apart."""
    findings = [finding("H201", page=page, id=str(page), title=f"Judul {page}") for page in range(1, 10)]
    earlier = stored(tmp_path / "lama", submission([REPORT]), findings * 3)
    result = stored(tmp_path / "baru", submission([REPORT]), findings)
    drafted(tmp_path, "tindak-lanjut", result, earlier=earlier)
    with pypdfium2.PdfDocument(to_pdf(tmp_path / "tindak-lanjut.docx")) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(pages) > 1
    [signing] = [page for page in pages if "Evaluator," in page]
    for expected in (
        "Demikian berita acara",
        "Arunggala, 24 September 2025",
        "Panji Wirasena",
        "19850312 201001 1 004",
    ):
        assert expected in signing
    assert all("KETERANGAN" in page for page in pages if "Masih sama" in page)


def test_counts_and_lists_as_officials_write_them() -> None:
    assert wording.counted(1012) == "1.012 (seribu dua belas)"
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b"]) == "a dan b"
    assert wording.listed(["a", "b", "c"]) == "a, b, dan c"
    assert wording.quote("satu " * 40).endswith("satu …”")
    assert wording.weekday(date(2025, 9, 26)) == "Jumat"
