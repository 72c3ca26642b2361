from pathlib import Path

import pytest

from pipeline.discover import Source, discover


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def shown(sources: list[Source]) -> list[tuple[str, str, list[str]]]:
    return [(one.id, one.name, [document.name for document in one.documents]) for one in sources]


def test_a_pdf_is_a_submission(tmp_path: Path) -> None:
    touch(tmp_path, "LKj Dinas Contoh 2024.PDF")
    assert shown(discover([tmp_path / "LKj Dinas Contoh 2024.PDF"])) == [
        ("lkj-dinas-contoh-2024", "LKj Dinas Contoh 2024.PDF", ["LKj Dinas Contoh 2024.PDF"])
    ]


def test_sub_folders_and_loose_pdfs_of_a_folder_are_submissions(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "Kecamatan B/pk.pdf",
        "Kecamatan B/Lampiran/lra.Pdf",
        "Kecamatan B/catatan.docx",
        "kecamatan a/lkj.pdf",
        "lepas.pdf",
        "kosong/bukan.txt",
    )
    assert shown(discover([tmp_path])) == [
        ("kecamatan-a", "kecamatan a", ["lkj.pdf"]),
        ("kecamatan-b", "Kecamatan B", ["Lampiran/lra.Pdf", "pk.pdf"]),
        ("lepas", "lepas.pdf", ["lepas.pdf"]),
    ]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, ".rahasia/a.pdf", "opd/.a.pdf", "opd/.git/b.pdf", "opd/c.pdf", ".d.pdf")
    assert shown(discover([tmp_path])) == [("opd", "opd", ["c.pdf"])]


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    touch(tmp_path, "outside/secret.pdf", "inside/opd/a.pdf", "inside/shared/b.pdf")
    (inside / "opd/secret.pdf").symlink_to(tmp_path / "outside/secret.pdf")
    (inside / "opd/folder").symlink_to(tmp_path / "outside")
    (inside / "loose.pdf").symlink_to(tmp_path / "outside/secret.pdf")
    (inside / "elsewhere").symlink_to(tmp_path / "outside")
    (inside / "opd/b.pdf").symlink_to(inside / "shared/b.pdf")
    (inside / "opd/gone.pdf").symlink_to(inside / "nowhere.pdf")
    assert shown(discover([inside])) == [("opd", "opd", ["a.pdf", "b.pdf"])]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "opd/a.pdf", "opd/b.pdf")
    assert shown(discover([tmp_path / "opd/a.pdf", tmp_path])) == [
        ("a", "a.pdf", ["a.pdf"]),
        ("opd", "opd", ["b.pdf"]),
    ]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Dinas Pekerjaan Umum & Tata Ruang", "dinas-pekerjaan-umum-tata-ruang"),
        ("../..", "pengajuan"),
        ("ＰＵＳＫＥＳＭＡＳ № 7", "puskesmas-no-7"),
        ("x" * 200, "x" * 80),
    ],
)
def test_ids_are_safe_folder_names(tmp_path: Path, name: str, id: str) -> None:
    touch(tmp_path, f"{name.replace('/', '-')}/a.pdf" if name != "../.." else "-- --/a.pdf")
    assert [one.id for one in discover([tmp_path])] == [id]


def test_ids_are_unique(tmp_path: Path) -> None:
    touch(tmp_path, "opd/a.pdf", "OPD!/a.pdf", "opd.pdf", "opd-2/a.pdf")
    ids = [one.id for one in discover([tmp_path])]
    assert len(set(ids)) == 4
    assert set(ids) >= {"opd", "opd-2"}


def test_the_order_is_always_the_same(tmp_path: Path) -> None:
    touch(tmp_path, "b/1.pdf", "A/2.pdf", "c.pdf", "B.pdf")
    assert [one.name for one in discover([tmp_path])] == ["A", "b", "B.pdf", "c.pdf"]
