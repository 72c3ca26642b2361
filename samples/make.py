"""Makes all sample submissions: ``python -m samples.make``.

Writes ``samples/submissions/<folder>/*.pdf`` and ``samples/expected/<folder>.json``. Needs LibreOffice Writer. A second
run gives the same bytes as long as LibreOffice and the fonts stay the same.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from samples.pages import page_count, shows
from samples.photo import photograph
from samples.plan import Plan
from samples.render import normalise, to_pdf
from samples.submission import SAMPLES, Sample

HERE = Path(__file__).parent
SUBMISSIONS = HERE / "submissions"
EXPECTED = HERE / "expected"


def main() -> None:
    """Make every sample anew; raises when an error was not placed or cannot be seen on its page."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        plans = {sample.folder: _write(sample, work) for sample in SAMPLES}
        to_pdf(sorted(work.glob("*.docx")), work)
        shutil.rmtree(SUBMISSIONS, ignore_errors=True)
        shutil.rmtree(EXPECTED, ignore_errors=True)
        EXPECTED.mkdir()
        for sample in SAMPLES:
            _finish(sample, plans[sample.folder], work)


def _stem(sample: Sample, file: str) -> str:
    return f"{sample.folder}--{Path(file).stem}"


def _write(sample: Sample, work: Path) -> Plan:
    plan = Plan(sample.errors)
    for document in sample.documents:
        report = document.write(plan.at(Path(document.file).stem))
        report.save(work / f"{_stem(sample, document.file)}.docx")
    return plan


def _finish(sample: Sample, plan: Plan, work: Path) -> None:
    folder = SUBMISSIONS / sample.folder
    folder.mkdir(parents=True)
    places: dict[int, tuple[str, int]] = {}
    sheets: dict[str, int] = {}
    for document in sample.documents:
        target = folder / document.file
        pages = normalise(work / f"{_stem(sample, document.file)}.pdf", target, document.title)
        places |= {number: (document.file, page) for number, page in pages.items()}
        sheets[document.file] = page_count(target) - len(document.shots)
    findings = []
    for number, error in enumerate(plan.errors):
        expected = plan.expected(number)
        file, page = places[number]
        if not shows(folder / file, page, error.reported):
            raise ValueError(f"{sample.folder}: {error.reported!r} is not on page {page} of {file}")
        listed = {
            "rule": error.rule,
            "document": file,
            "page": page,
            "reported": error.reported,
            "expected": expected,
            "subject": error.subject,
            "photographed": page > sheets[file],
        }
        findings.append(listed | ({"compared_with": error.other} if error.other else {}))
    listing = {"submission": sample.folder, "findings": findings}
    text = json.dumps(listing, ensure_ascii=False, indent=1) + "\n"
    (EXPECTED / f"{sample.folder}.json").write_text(text, encoding="utf-8")
    for document in sample.documents:
        if document.shots:
            photograph(folder / document.file, document.shots)


if __name__ == "__main__":
    main()
