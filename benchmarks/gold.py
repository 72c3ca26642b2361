"""What the benchmarks measure against: the documents of a corpus that have gold, and the corpus' own scorer.

A corpus is a folder with ``score.py``, ``rebuilt/<doc>/{digital.pdf,gold.json}``, ``real/{*.pdf,gold/*.json}`` and,
for tables alone, ``icdar2013/**/{*.pdf,*-str.xml}``.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.relations import Cell, Table

ALTERNATIVES = {"eu-009b", "us-011b", "us-031b", "us-035b"}
"""Second annotations of ICDAR-2013 documents that have a first one."""


def rebuilt(corpus: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, PDF and gold of the rebuilt documents, born-digital version."""
    for folder in sorted((corpus / "rebuilt").iterdir()):
        yield folder.name, folder / "digital.pdf", folder / "gold.json"


def real(corpus: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, PDF and gold of the real documents that are at least partly born-digital."""
    for gold in sorted((corpus / "real" / "gold").glob("*.json")):
        about = json.loads(gold.read_text())
        if about["nature"] in ("digital", "mixed"):
            yield gold.stem, corpus / "real" / about["file"], gold


def scanned(corpus: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, PDF and gold of documents with scanned pages: the rebuilt ones photographed, and real ones."""
    for name, pdf, gold in rebuilt(corpus):
        for version in ("mixed", "scan"):
            yield f"{name} {version}", pdf.with_name(f"{version}.pdf"), gold
    for gold in sorted((corpus / "real" / "gold").glob("*.json")):
        about = json.loads(gold.read_text())
        if about["nature"] != "digital":
            yield gold.stem, corpus / "real" / about["file"], gold


def icdar(corpus: Path) -> Iterator[tuple[str, Path, Path]]:
    """Name, PDF and cell structure (XML) of the ICDAR-2013 documents."""
    for structure in sorted((corpus / "icdar2013").rglob("*-str.xml")):
        name = structure.name.removesuffix("-str.xml")
        if name in ALTERNATIVES:
            continue
        pdf = structure.with_name(f"{name}.pdf")
        yield name, pdf if pdf.exists() else structure.with_name(f"{name.removesuffix('a')}.pdf"), structure


def icdar_tables(structure: Path) -> list[Table]:
    """The tables of one ICDAR-2013 annotation, those over several pages as one."""
    return [
        [_icdar_cell(cell, region) for region in table.iter("region") for cell in region.iter("cell")]
        for table in ET.parse(structure).getroot().iter("table")
    ]


def _icdar_cell(cell: ET.Element, region: ET.Element) -> Cell:
    r, c = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
    rs, cs = int(cell.get("end-row") or r) - r + 1, int(cell.get("end-col") or c) - c + 1
    down, right = int(region.get("row-increment") or 0), int(region.get("col-increment") or 0)
    return Cell(r + down, c + right, rs, cs, cell.findtext("content") or "", int(region.get("page") or 0))


def scorer(corpus: Path) -> ModuleType:
    """The functions of ``score.py``."""
    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(corpus / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(corpus: Path, what: str, result: dict[str, Any], gold: Path, verbose: bool) -> dict[str, Any]:
    """What ``score.py`` says of one result; its verbose lines are passed on."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(result, file)
        file.flush()
        command = [sys.executable, str(corpus / "score.py"), what, file.name, str(gold)]
        if verbose:
            command.append("--verbose")
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()
    if verbose:
        print("\n".join(output[:-1]))
    summary: dict[str, Any] = json.loads(output[-1])
    return summary
