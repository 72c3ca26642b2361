"""Broken and hostile files, one of each kind: all of them end in a result or in a reason that says what is wrong."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image

from pipeline.documents import ReadResult
from pipeline.limits import Limits
from tests.pipeline import pdfs, tasks
from tests.pipeline.runs import Run

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] /Contents 4 0 R >>"
OURS = ("proses berhenti mendadak", "kesalahan tak terduga")
"""Reasons that are none: a process was lost, or the code was not up to it."""


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def written(path: Path, objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> None:
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = trailer.replace(b"HERE", b"%d" % start)
    body += head + table + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    path.write_bytes(body)


def looping_xref(path: Path) -> None:
    written(path, [CATALOG, PAGES, PAGE, stream(b"q Q")], b"/Root 1 0 R /Prev HERE /XRefStm HERE")


def pages_within_themselves(path: Path) -> None:
    written(path, [CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>", PAGE, stream(b"q Q")])


def circular_objects(path: Path) -> None:
    page = b"<< /Type /Page /Parent 3 0 R /MediaBox 5 0 R /Contents [4 0 R 3 0 R] /Resources 3 0 R /Rotate 5 0 R >>"
    written(path, [CATALOG, PAGES, page, b"<< /Length 4 0 R >>\nstream\nq Q\nendstream", b"5 0 R"])


def forms_within_forms(path: Path) -> None:
    """Ten forms, each of which draws the next ten times: ten thousand million texts."""
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>"
    resources = b"/Resources << /XObject << /F %d 0 R >> " + font + b" >>"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 200 280] "
    page = PAGE[:-2] + resources % 5 + b">>"
    forms = [stream(b"/F Do " * 10, form + resources % (number + 1)) for number in range(5, 15)]
    last = stream(b"BT /F1 9 Tf 9 9 Td (x) Tj ET", form + resources % 15)
    written(path, [CATALOG, PAGES, page, stream(b"/F Do " * 10), *forms, last])


def a_form_within_itself(path: Path) -> None:
    page = PAGE[:-2] + b"/Resources << /XObject << /F 5 0 R >> >> >>"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    written(path, [CATALOG, PAGES, page, stream(b"/F Do"), stream(b"/F Do /F Do", form)])


def no_pages(path: Path) -> None:
    written(path, [CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])


def ten_thousand_pages(path: Path) -> None:
    kids = b" ".join([b"3 0 R"] * 10_000)
    written(path, [CATALOG, b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids, PAGE, stream(b"q Q")])


def more_pages_than_there_are(path: Path) -> None:
    written(path, [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", PAGE, stream(b"q Q")])


def boxes(*numbers: object) -> Callable[[Path], None]:
    """A page with such a box, all of it a picture, so that it would be drawn and read by OCR."""

    def make(path: Path) -> None:
        box = " ".join(map(str, numbers)).encode()
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
        )
        picture = stream(
            b"\x80" * 64,
            b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        )
        written(path, [CATALOG, PAGES, page % box, stream(b"14400000 0 0 14400000 0 0 cm /I Do"), picture])

    return make


def huge_picture(path: Path) -> None:
    entries = b"/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    page = PAGE[:-2] + b"/Resources << /XObject << /I 5 0 R >> >> >>"
    written(path, [CATALOG, PAGES, page, stream(b"200 0 0 280 0 0 cm /I Do"), stream(b"\0", entries)])


def zip_called_pdf(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")


def picture_called_pdf(path: Path) -> None:
    content = io.BytesIO()
    Image.new("L", (50, 50)).save(content, "PNG")
    path.write_bytes(content.getvalue())


def behind_other_bytes(path: Path) -> None:
    path.write_bytes(b"From: a mail\r\n" * 30 + pdfs.pdf(path).read_bytes())


def cut(share: float) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        content = pdfs.pdf(path, pages=3).read_bytes()
        path.write_bytes(content[: int(len(content) * share)])

    return make


def zeros(path: Path) -> None:
    path.write_bytes(bytes(2**20))


def only_a_header(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n")


NO_PDF = "bukan berkas PDF yang dapat dibaca"
KINDS: list[tuple[Callable[[Path], object], str]] = [
    (looping_xref, ""),
    (pages_within_themselves, ""),
    (circular_objects, ""),
    (forms_within_forms, ""),
    (a_form_within_itself, ""),
    (no_pages, "tidak berisi halaman"),
    (ten_thousand_pages, "lebih dari 2000 halaman"),
    (more_pages_than_there_are, ""),
    (boxes(0, 0, 14400000, 14400000), ""),
    (boxes(0, 0, 0, 0), ""),
    (boxes(0, 0, 1e-9, 1e38), ""),
    (boxes(5, 5, -5, -5), ""),
    (huge_picture, "ukuran gambar melewati batas"),
    (zip_called_pdf, NO_PDF),
    (picture_called_pdf, NO_PDF),
    (behind_other_bytes, ""),
    (cut(0.9), ""),
    (cut(0.5), ""),
    (cut(0.1), ""),
    (zeros, NO_PDF),
    (only_a_header, NO_PDF),
    (pdfs.empty, "berkas kosong"),
    (pdfs.bomb, "isi terkompresi melewati batas"),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[ReadResult]:
    """What becomes of all of them in one run, next to a sound document."""
    root = tmp_path_factory.mktemp("files")
    folder = root / "in/opd"
    folder.mkdir(parents=True)
    for number, (make, _) in enumerate(KINDS):
        make(folder / f"{number:02}.pdf")
    pdfs.pdf(folder / "baik.pdf")
    run = Run(root, tasks.note_pages, limits=Limits(stall=10.0))
    (one,) = run.conductor.finished
    assert one.read[-1].status == "ok"
    return list(one.read)


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_every_file_ends_in_a_result_or_a_reason(outcomes: list[ReadResult], number: int) -> None:
    read, (_, reason) = outcomes[number], KINDS[number]
    if read.status == "ok":
        assert not reason
        assert read.pages
    else:
        assert read.error
        assert reason in read.error
        assert "\n" not in read.error
        assert not any(one in read.error for one in OURS)
