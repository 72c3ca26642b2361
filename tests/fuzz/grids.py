"""Documents with grids of any form, in which some columns and rows are those of real tables."""

from hypothesis import strategies as st

from extract.models import (
    Box,
    Cell,
    Document,
    Line,
    Mark,
    Page,
    Paragraph,
    Region,
    SignatureRegion,
    Signing,
    Table,
    Word,
)
from tests.fuzz.texts import TEXT, printed

HEADINGS = st.sampled_from(
    (
        *(
            "No",
            "Kode",
            "Sasaran",
            "Sasaran Strategis",
            "Program",
            "Kegiatan",
            "Sub Kegiatan",
            "Uraian",
            "Indikator Kinerja",
        ),
        *("Satuan", "Target", "Realisasi", "Capaian (%)", "%", "Pagu (Rp)", "Anggaran", "Realisasi Anggaran", "Sisa"),
        *("Target 2023", "Realisasi 2024", "TW I", "TW IV", "2022", "Efisiensi", "Tingkat Efisiensi", "Pertumbuhan"),
        *("Sebelum Perubahan", "Setelah Perubahan", "Bertambah/(Berkurang)", "Fisik", "Keuangan", "K", "Rp", "Jumlah"),
        *("Formulasi", "Keterangan", "Target Akhir Renstra", "Standar Nasional", "Nama", "NIP", "Jabatan", ""),
    )
)
NAMES = st.sampled_from(
    (
        *("Meningkatnya kualitas pelayanan publik", "Persentase pelayanan tepat waktu", "Program Penunjang Urusan"),
        *(
            "Kegiatan Administrasi Umum",
            "Sub Kegiatan Penyediaan Bahan",
            "Jumlah",
            "Total",
            "Rata-rata",
            "JUMLAH BELANJA",
        ),
        *("a. Belanja Pegawai", "1. Nilai SAKIP", "Indeks Kepuasan Masyarakat", "Nilai SAKIP", ""),
    )
)
LINES = st.sampled_from(
    (
        *(
            "LAPORAN KINERJA",
            "PERJANJIAN KINERJA TAHUN 2024",
            "PERUBAHAN PERJANJIAN KINERJA",
            "BAB III AKUNTABILITAS KINERJA",
        ),
        *("Dalam rangka mewujudkan manajemen pemerintahan yang efektif kami yang bertanda tangan di bawah ini:",),
        *("Nama : CONTOH NAMA", "Jabatan : Camat Rekaan", "selanjutnya disebut pihak pertama", "KECAMATAN REKAAN"),
        *("Tabel 3.1 Capaian Kinerja Tahun 2024", "Rekaan, 31 Januari 2025", "NIP. 19850203 201001 2 005"),
        *(
            "dari 63 desa tercapai 31 desa = 49%",
            "sebesar Rp 1.000.000,00 (satu juta rupiah)",
            "pada hari Senin, 2 Januari 2024",
        ),
    )
)
CELL = st.one_of(printed().map(lambda one: one.text), NAMES, TEXT)
ROLES = (HEADINGS, HEADINGS, HEADINGS, TEXT)
SPAN = st.sampled_from((1, 1, 1, 1, 1, 1, 2, 3))


def _line(text: str, page: int, box: Box) -> Line:
    words = text.split() or ["-"]
    step = (box[2] - box[0]) / len(words)
    places = [(box[0] + n * step, box[1], box[0] + (n + 1) * step, box[3]) for n in range(len(words))]
    return Line(page, tuple(Word(word, place, 9.0) for word, place in zip(words, places, strict=True)))


@st.composite
def _table(draw: st.DrawFn, page: int, identity: str) -> Table:
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 8))
    header = draw(st.integers(0, min(height, 3)))
    taken: set[tuple[int, int]] = set()
    cells = []
    for r in range(height):
        for c in range(width):
            if (r, c) in taken:
                continue
            rs, cs = min(draw(SPAN), height - r), min(draw(SPAN), width - c)
            covered = {(r + i, c + j) for i in range(rs) for j in range(cs)}
            if covered & taken:
                rs, cs, covered = 1, 1, {(r, c)}
            taken |= covered
            text = draw(draw(st.sampled_from(ROLES)) if r < header else CELL)
            box = (60.0 * c, 100 + 20.0 * r, 60.0 * (c + cs), 100 + 20.0 * (r + rs))
            lines = tuple(_line(part, page, box) for part in text.splitlines() if part.strip())
            cells.append(Cell(r, c, rs, cs, text, page, box, lines))
    region = Region(page, (0.0, 100.0, 60.0 * width, 100 + 20.0 * height))
    title = draw(st.one_of(st.none(), LINES, TEXT))
    caption = Paragraph("caption", (_line(title, page, (0.0, 80.0, 300.0, 90.0)),)) if title else None
    return Table(identity, (region,), tuple(cells), header, caption, "fuzz")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of one to three pages, each with lines, perhaps a grid and perhaps a signature block."""
    pages, tables, regions = [], [], []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        texts = draw(st.lists(st.one_of(LINES, LINES, TEXT), max_size=8))
        lines = [_line(text, number, (60.0, 20.0 * n, 500.0, 20.0 * n + 10)) for n, text in enumerate(texts)]
        kinds = st.sampled_from(("heading", "text", "text", "caption"))
        paragraphs = tuple(Paragraph(draw(kinds), (line,), draw(st.integers(0, 2))) for line in lines)
        pages.append(Page(number, 595.0, 842.0, draw(st.sampled_from(("digital", "scan", "blank"))), paragraphs))
        if draw(st.booleans()):
            tables.append(draw(_table(number, f"t{number:03}")))
        if lines and draw(st.booleans()):
            box = (60.0, 0.0, 500.0, 20.0 * len(lines))
            signing = draw(st.sampled_from((None, Signing("nothing", 0.9), Signing("ink", 0.9, box))))
            regions.append(SignatureRegion(number, box, tuple(lines), (Mark("image", box),), signing))
    return Document("acak.pdf", "0" * 64, tuple(pages), tuple(tables), tuple(regions))
