"""The network that calculates in bytes, beside the one it is made from."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from extract.scan import coarse
from extract.scan.networks import model_file, readers
from extract.scan.rapid import FEW, RapidReader

LINES = (
    "Meningkatnya kualitas pelayanan publik kecamatan",
    "Rp 1.234.567.890,00",
    "Persentase desa yang tertib administrasi 87,65 %",
    "Nilai Indeks Kepuasan Masyarakat (IKM)",
    "2.345.678.901",
)


def page() -> tuple[np.ndarray, list[tuple[int, int, int, int]]]:
    """Lines drawn below one another, and their boxes."""
    grey = np.full((60 * len(LINES), 1400), 255, dtype=np.uint8)
    boxes = []
    for number, line in enumerate(LINES):
        (width, height), below = cv2.getTextSize(line, cv2.FONT_HERSHEY_COMPLEX, 1.0, 2)
        bottom = 60 * number + 45
        cv2.putText(grey, line, (10, bottom), cv2.FONT_HERSHEY_COMPLEX, 1.0, 0, 2, cv2.LINE_AA)
        boxes.append((4, bottom - height - 6, width + 16, bottom + below + 2))
    return grey, boxes


def test_both_networks_read_the_same() -> None:
    grey, boxes = page()
    reader = RapidReader()
    strips = [(grey, box) for box in boxes]
    fast = ["".join(glyph.text for glyph in line).replace(" ", "") for line in reader.read(strips)]
    reader._fast = reader._exact
    exact = ["".join(glyph.text for glyph in line).replace(" ", "") for line in reader.read(strips)]
    assert fast == exact == [line.replace(" ", "") for line in LINES]


def test_short_lines_are_read_exactly() -> None:
    reader = RapidReader()
    del reader._fast
    narrow = np.full((48, FEW), 255, dtype=np.uint8)
    assert reader.read([(narrow, (0, 0, FEW // 2, 48))]) == [()]


def test_the_ranges_are_those_of_the_installed_model() -> None:
    """When this fails, RapidOCR has come with another model, and benchmarks/ranges.py is to be run."""
    assert bool(coarse.ranges_of(model_file("rec"))) is coarse.multiplies_bytes()
    exact, fast, _ = readers()
    assert (exact is not fast) is coarse.multiplies_bytes()


def test_another_model_and_another_processor_do_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.onnx").write_bytes(b"another model")
    assert coarse.ranges_of(tmp_path / "other.onnx") == {}
    for told, able in (("flags : avx2 avx_vnni", True), ("flags : avx2", False)):
        (tmp_path / "cpuinfo").write_text(told)
        monkeypatch.setattr(coarse, "CPUINFO", tmp_path / "cpuinfo")
        assert coarse.multiplies_bytes() is able
    monkeypatch.setattr(coarse, "CPUINFO", tmp_path / "none")
    assert not coarse.multiplies_bytes()
    exact, fast, _ = readers()
    assert exact is fast
