"""Texts that look like cells and lines of reports, or like nothing at all, and numbers as they are printed."""

from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from normalize.models import Number
from normalize.notation import Style

FRAGMENTS = (
    *"0123456789.,-%()/=+x:;≥≤√V²\n\t\u00a0\u200b\u00ad\ufffe\u2212",
    *("Rp", "Rp.", "Rp ", ",-", "1.234.567,89", "1,234,567.89", "90,48%", "0,00", "1.000", "100", "12 Dokumen", "s/d"),
    *("(6=5/4)", "9=8/7", "5 = 4/3 x 100%", "(1)", "a.", "1.", "IV", "III/a", "TW III", "Triwulan II", "Semester I"),
    *("Senin", "tanggal", "31", "Februari", "Desember", "Tahun 2024", "2024", "2025-02-30", "19990101 202001 1 001"),
    *("NIP.", "NIP. 19850203 201001 2 005", "Nama", "Jabatan", "Camat", "Dra.", "S.E., M.Si", "Pihak Kedua"),
    *(
        "Kecamatan Rekaan",
        "Dinas Contoh Kabupaten Rekaan",
        "PENDAHULUAN",
        "BAB III",
        "Tabel 3.1",
        "Jumlah",
        "Rata-rata",
    ),
    *("satu juta", "dua ratus", "seribu", "nol koma lima", "rupiah", "belas", "Persentase", "sebesar", "dari", "desa"),
    *("5.01.02", "5.1.02.01.01.0001", "A (81,59)", "Sangat Baik", "> 90 s.d. 100", "lebih dari", "100 dari 110"),
    *("'", '"', "<", "&", "\\", "[", "{", "%s", "=1+1", "\0", "é", "漢", "ا", "😀"),
)

FRAGMENT = st.sampled_from(FRAGMENTS)
_ANY = st.one_of(
    st.lists(st.one_of(FRAGMENT, st.just(" ")), max_size=14).map("".join),
    st.lists(FRAGMENT, max_size=8).map(" ".join),
    st.text(max_size=30),
)
TEXT = _ANY.map(lambda text: text.encode(errors="replace").decode())
"""As it comes out of the room that reads: halves of characters are gone."""


class Printed(NamedTuple):
    """A number as it stands in a cell, and what was meant by it."""

    text: str
    value: Decimal
    style: Style

    def told_by(self, number: Number) -> bool:
        """Whether the number, or one that it may be instead, is the one that is meant."""
        return any(value == self.value for value in (number.value, *number.alternatives))


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """Numbers in both notations with all that is printed around them."""
    decimals = draw(st.sampled_from((0, 0, 1, 2, 2, 4)))  # three may as well be thousands
    value = draw(st.integers(0, 10**13)) / Decimal(10**decimals)
    style: Style = draw(st.sampled_from(("id", "en")))
    grouped = draw(st.booleans())
    text = f"{value:{',' if grouped else ''}.{decimals}f}"
    if style == "id":
        text = text.translate({ord(","): ".", ord("."): ","})
    negative = draw(st.sampled_from(("", "", "-", "()")))
    before = draw(st.sampled_from(("", "", "Rp", "Rp.", "Rp ", "Rp. ", "IDR ", " ")))
    after = draw(st.sampled_from(("", "", "%", " %", " Dokumen", " orang", ",-", ".", ",00", " poin", " Rp", "*)")))
    if "%" in after and value >= 10_000:  # no percentage, so its separators would be taken for others
        after = ""
    if negative:
        value = -value
        text = f"({text})" if negative == "()" else f"-{text}"
    return Printed(f"{before}{text}{after}", value, style)
