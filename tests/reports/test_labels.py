from normalize.models import SourceFile
from reports import labels


def test_broken_pages_are_told_by_their_reason_and_pictures_by_their_kind() -> None:
    error = "halaman 9–16 tidak terbaca: pembacaan tidak maju selama 120 detik"
    broken = tuple(range(9, 17))
    file = SourceFile("lkj.pdf", "", 20, "partial", error, unread_pages=(2, *broken), broken_pages=broken)
    told = f"Terbaca sebagian; halaman 2 berupa gambar hasil pindai dan tidak dibaca; {error}"
    assert labels.how_read(file) == told
    assert labels.pages_of([file]) == "20 halaman, 11 terbaca"


def test_pages_of_which_only_headings_were_read_are_told() -> None:
    readers = ("rapidocr", "tesseract")
    file = SourceFile("lkj.pdf", "", 6, "ok", scanned_pages=(1, 4, 5, 6), readers=readers, glanced_pages=(1, 5, 6))
    assert labels.how_read(file) == (
        "Terbaca; halaman 1, 4-6 berupa gambar hasil pindai, dibaca oleh RapidOCR dan Tesseract; "
        "halaman 1, 5-6 tampak sebagai sampul atau foto, hanya judul dan keterangannya yang dibaca"
    )


def test_characters_that_act_on_a_terminal_or_turn_text_around_are_left_out() -> None:
    assert labels.clean("a\x1b[2Jb\x9b1mc\u202efdp\u2066d\x00\ufffe–“”é") == "a[2Jb1mcfdpd–“”é"
