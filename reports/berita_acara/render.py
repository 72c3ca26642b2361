"""A template and its fields to a DOCX, and a DOCX to a PDF."""

from __future__ import annotations

import copy
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from reports import labels
from reports.berita_acara.wording import BLANK, blank
from reports.files import write_bytes

TEMPLATES = Path(__file__).with_name("templates")
_BLANKS = re.compile(r"(\[diisi petugas[^\]]*\])")
_PDF_SECONDS = 180


class UnusableTemplate(Exception):
    """A template that cannot be filled; the message names the file and says why."""


class NoPdf(Exception):
    """LibreOffice is not installed or did not convert; the message says which, in Indonesian."""


def built_in() -> dict[str, Path]:
    """The templates that come with the package, by name."""
    return {path.stem: path for path in sorted(TEMPLATES.glob("*.docx"))}


def render(template: Path, fields: Mapping[str, Any], target: Path) -> list[str]:
    """Fill ``template`` and write it to ``target`` in one step; what is left to the officer is highlighted.

    Returns the names of the fields that the template asks for but that do not exist; they show in the text. The
    template may be anyone's, so it is filled without access to Python. Raises UnusableTemplate.
    """
    missing: dict[str, None] = {}
    environment = SandboxedEnvironment(undefined=_recorder(missing), finalize=_printable, autoescape=True)
    try:
        document = DocxTemplate(template)
        document.render(dict(fields), environment, autoescape=True)
    except TemplateError as error:
        raise UnusableTemplate(f"{template}: {error}") from error
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise UnusableTemplate(f"{template}: not a DOCX that can be filled: {error}") from error
    _highlight(document)
    content = BytesIO()  # as workbooks are written, and for the same reason
    document.save(content)
    write_bytes(target, content.getvalue())
    return list(missing)


def to_pdf(source: Path) -> Path:
    """Convert a DOCX to a PDF beside it with LibreOffice; raises NoPdf."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PDF_SECONDS)
            content = (Path(folder) / source.with_suffix(".pdf").name).read_bytes()
        except FileNotFoundError as error:
            missing = error.filename == "soffice"
            raise NoPdf("LibreOffice tidak terpasang" if missing else "LibreOffice tidak menghasilkan PDF") from error
        except subprocess.SubprocessError as error:
            raise NoPdf("LibreOffice gagal atau terlalu lama") from error
    target = source.with_suffix(".pdf")
    write_bytes(target, content)
    return target


def _recorder(missing: dict[str, None]) -> type[ChainableUndefined]:
    """What stands for a field that does not exist: it shows in the text, and its name is added to ``missing``."""

    class Missing(ChainableUndefined):
        def __str__(self) -> str:
            missing[self._undefined_name or "isian"] = None
            return blank(self._undefined_name or "isian")

        __html__ = __str__

        def __iter__(self) -> Iterator[Any]:
            missing[self._undefined_name or "isian"] = None
            return iter(())

    return Missing


def _printable(value: object) -> object:
    if value is None or value == "":
        return BLANK
    return labels.clean(value) if isinstance(value, str) else value


def _highlight(document: DocxTemplate) -> None:
    """Mark what the officer has to fill in, so that nothing of it is overlooked."""
    parts = [document.docx.element.body]
    for section in document.docx.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for text in list(part.iter(qn("w:t"))):
            if _BLANKS.search(text.text or ""):
                _split(text)


def _split(text: BaseOxmlElement) -> None:
    """Give every blank in a run's text a run of its own, with a highlight."""
    run = text.getparent()
    before, after = list(run)[: list(run).index(text)], list(run)[list(run).index(text) + 1 :]
    properties = run.find(qn("w:rPr"))
    runs = [_run(properties, [one for one in before if one is not properties])]
    for piece in filter(None, _BLANKS.split(text.text)):
        words = OxmlElement("w:t")
        words.text = piece
        words.set(qn("xml:space"), "preserve")
        runs.append(_run(properties, [words], highlight=bool(_BLANKS.fullmatch(piece))))
    runs.append(_run(properties, after))
    for one in runs:
        if len(one) > 1:
            run.addprevious(one)
    run.getparent().remove(run)


def _run(
    properties: BaseOxmlElement | None, children: list[BaseOxmlElement], highlight: bool = False
) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(copy.deepcopy(properties) if properties is not None else OxmlElement("w:rPr"))
    if highlight:
        run.rPr.highlight_val = WD_COLOR_INDEX.YELLOW
    for child in children:
        run.append(child)
    return run
