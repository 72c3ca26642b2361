"""Imports follow the flow from the PDF to the report and never run against it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("extract", "normalize", "audit", "reports", "pipeline", "samples", "benchmarks", "tests")
# What names, numbers, dates and units mean is decided once, where they are read; rules use the same functions.
VOCABULARY = {f"normalize.{module}" for module in ("dates", "matching", "numbers", "people", "terbilang", "units")}
ALLOWED = {
    "extract": {"extract"},
    "normalize": {"normalize", "extract.models"},
    "audit": {"audit", "normalize.models", "extract.models"} | VOCABULARY,
    # A berita acara spells its date and its counts in the words that normalize reads.
    # It also draws pages, of locked PDFs too: how these are opened is decided once.
    "reports": {
        "reports",
        "audit.models",
        "normalize.models",
        "normalize.terbilang",
        "extract.models",
        "extract.opening",
    },
    "pipeline": {"pipeline", "extract", "normalize", "audit", "reports"},
}


def imported(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports; for ``from package import name`` also ``package.name``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            own = ROOT.joinpath(*node.module.split("."))
            names = [alias.name for alias in node.names]
            if own.is_dir():
                yield from (f"{node.module}.{name}" for name in names)
            else:
                yield node.module


def allowed(module: str, room: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in ALLOWED[room])


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_comes_before_it(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules
    against = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in modules
        for module in imported(path)
        if module.split(".")[0] in ROOMS and not allowed(module, room)
    ]
    assert against == []


def test_an_import_against_the_flow_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "wrong.py"
    module.write_text("import audit.run\nfrom normalize import build\nfrom extract.models import Box\nimport json\n")
    seen = list(imported(module))
    assert seen == ["audit.run", "normalize.build", "extract.models", "json"]
    assert [allowed(one, "reports") for one in seen[:3]] == [False, False, True]
