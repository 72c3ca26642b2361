"""What a run begins with: the server that processes are forked from, and as little else as it can."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.start import all_is_new


@pytest.mark.parametrize(
    ("options", "surely"),
    [
        ("a.pdf --out {new}", True),
        ("a.pdf --out={new} --jobs 2", True),
        ("a.pdf --out {there}", False),
        ("a.pdf --out={there} --fresh", True),
        ("a.pdf --out {new} --scheduler local", False),
        ("a.pdf --out {new} --scheduler=tcp://127.0.0.1:8786 --fresh", False),
        ("a.pdf --out", False),
        ("--help", False),
        ("", False),
    ],
)
def test_only_a_run_that_has_all_to_do_begins_with_it(tmp_path: Path, options: str, surely: bool) -> None:
    arguments = [one.format(new=tmp_path / "new", there=tmp_path) for one in options.split()]
    assert all_is_new(arguments) is surely


def test_a_run_that_may_find_nothing_to_do_loads_nothing_that_reads_or_writes_documents() -> None:
    code = "import sys, pipeline.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "pipeline.cli" in loaded
    idle = {"cv2", "jinja2", "numpy", "pandas", "pdfplumber", "pypdfium2", "scipy", "sqlalchemy", "xlsxwriter"}
    assert idle.isdisjoint(loaded)
