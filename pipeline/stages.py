"""The stages as tasks of the executor. What passes between them are files, so that no process holds it all.

A long document is read in parts: :func:`read` then returns a :class:`Fan` of calls that can be made anywhere at the
same time, and the call that puts together what they left. Parts that are there from a run that was cut off are not
read again. A part whose process dies is read once more page by page, so that only the pages that are to blame are lost.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path

import msgspec

from extract import pages, reader
from extract.errors import UNWRITABLE, UnreadableDocument
from extract.models import Document, Ocr, Signing
from extract.signing import document as signing
from pipeline.discover import SourceDocument
from pipeline.documents import ReadResult, failed, leave, left, loaded, parts_folder, save, store
from pipeline.executor import Call, Fan, Report, call_of

PART = 2
"""Pages of a document read by one task. Scanned ones take seconds each, and at the end nobody should have to wait for
a long part; a part of digital ones takes ten times what it costs to hand it out."""

JUDGED = 8
"""Pages with signature regions judged by one task."""

TYPE_APART, TYPE_LATER = "pipeline.normalizing:type_apart", "pipeline.normalizing:type_later"
"""By name: the processes load what types documents when there is something to type."""

log = logging.getLogger(__name__)

Range = tuple[int, int]
"""The numbers of the first and the last page of a part."""


class _Judged(msgspec.Struct, frozen=True):
    """What signs the regions of some pages, by the index of the region, or why that cannot be told."""

    seen: dict[int, Signing]
    problem: str | None = None


def read(document: SourceDocument, target: Path, ocr: Ocr, report: Report) -> ReadResult | Fan:
    """Read one PDF into the file ``target``, its pictures as ``ocr`` says; a long one in parts.

    One that cannot be read gives a failed document that says why.
    """
    try:
        count = reader.page_count(document.path)
    except (UnreadableDocument, OSError) as error:
        return _kept(_unreadable(document, error), target)
    if count <= PART:
        whole = _content(document, lambda: reader.read(document.path, document.name, on_page=report, ocr=ocr))
        return _kept(whole, target)
    return _in_parts(document, target, ocr, count, _ranges(1, count, PART))


def read_apart(document: SourceDocument, target: Path, ocr: Ocr, reason: str, report: Report) -> ReadResult | Fan:
    """Read a PDF page by page, because reading it at once has failed for a ``reason``; give up a single page."""
    count = reader.page_count(document.path)
    return (
        _in_parts(document, target, ocr, count, _ranges(1, count, 1))
        if count > 1
        else _kept(failed(document, reason), target)
    )


def _in_parts(document: SourceDocument, target: Path, ocr: Ocr, count: int, ranges: Iterable[Range]) -> Fan:
    """Have the ``count`` pages of a PDF read in parts, and put together in the file ``target``."""
    folder = parts_folder(target)
    folder.mkdir(exist_ok=True)
    ranges = list(ranges)
    wanted = {_part_file(folder, *one) for one in ranges}
    for part in folder.glob("*.pages"):
        if part not in wanted:  # of a version that parted otherwise: pages could be missing between the two
            part.unlink()
    parts = _parts(document, folder, count, ocr, ranges)
    return Fan(parts, call_of(assemble, document, folder, target, rescue=assemble_unsigned))


def _ranges(first: int, last: int, size: int) -> Iterator[Range]:
    return ((page, min(page + size - 1, last)) for page in range(first, last + 1, size))


def _parts(document: SourceDocument, folder: Path, count: int, ocr: Ocr, ranges: Iterable[Range]) -> tuple[Call, ...]:
    """The calls that read parts of a PDF, but for those that are there."""
    return tuple(
        call_of(read_part, document, folder, first, last, count, ocr, rescue=reread_part)
        for first, last in ranges
        if not _part_file(folder, first, last).exists()
    )


def read_part(
    document: SourceDocument, folder: Path, first: int, last: int, count: int, ocr: Ocr, report: Report
) -> None:
    """Read the pages ``first`` to ``last`` of the ``count`` pages of a PDF into a file of the ``folder``."""
    read = reader.read_pages(document.path, first, last, lambda done, _: report(done, count), ocr)
    save(pages.encode(read), _part_file(folder, first, last))


def reread_part(
    document: SourceDocument, folder: Path, first: int, last: int, count: int, ocr: Ocr, reason: str, report: Report
) -> Fan | None:
    """Read the pages of a part one by one, because reading them together has failed; give up a single one."""
    if first < last:
        return Fan(_parts(document, folder, count, ocr, _ranges(first, last, 1)))
    leave_unread(document, folder, first, last, count, ocr, reason, report)
    return None


def leave_unread(
    document: SourceDocument, folder: Path, first: int, last: int, count: int, ocr: Ocr, reason: str, report: Report
) -> None:
    """Give up the pages ``first`` to ``last`` for a ``reason``."""
    save(pages.encode(pages.lost(range(first, last + 1), reason)), _part_file(folder, first, last))


def assemble(document: SourceDocument, folder: Path, target: Path, report: Report) -> ReadResult | Fan:
    """Put the pages in the files of the ``folder`` together, and have their signature regions looked at.

    Where several tasks look at these, another types the document meanwhile.
    """
    content = _content(document, lambda: signing.with_electronic(document.path, _joined(document, _part_files(folder))))
    signed = signing.signature_pages(content)
    if len(signed) <= JUDGED:
        return _kept(signing.with_verdicts(content, signing.verdicts(document.path, content, signed)), target)
    unsigned = folder / "unsigned"
    leave(content, unsigned)
    size = ceil(len(signed) / ceil(len(signed) / JUDGED))  # all groups are of about the same size: none is waited for
    groups = [signed[start : start + size] for start in range(0, len(signed), size)]
    files = [folder / f"{group[0]}-{group[-1]}.signings" for group in groups]
    calls = [Call(TYPE_APART, (unsigned, target), TYPE_LATER)]
    for group, file in zip(groups, files, strict=True):
        some = file.with_suffix(".excerpt")
        leave(signing.excerpt(content, group), some)
        calls.append(call_of(judge, document.path, some, tuple(group), file, rescue=leave_unjudged))
    return Fan(tuple(calls), call_of(conclude, unsigned, tuple(files), target))


def assemble_unsigned(document: SourceDocument, folder: Path, target: Path, reason: str, report: Report) -> ReadResult:
    """Put the pages together without a look at what signs them, which has failed for a ``reason``."""
    content = _content(document, lambda: _joined(document, _part_files(folder)))
    return _kept(_with_problem(content, f"tanda tangan tidak dapat diperiksa: {reason}"), target)


def judge(path: Path, some: Path, on: tuple[int, ...], target: Path, report: Report) -> None:
    """Judge what signs the regions on the pages ``on`` of the document read from ``path``; they are in ``some``."""
    leave(_Judged(signing.verdicts(path, left(some, Document), on)), target)


def leave_unjudged(path: Path, some: Path, on: tuple[int, ...], target: Path, reason: str, report: Report) -> None:
    """Leave the signatures on the pages ``on`` without a verdict, because judging them has failed."""
    problem = f"tanda tangan pada halaman {reader.page_list(on)} tidak dapat diperiksa: {reason}"
    leave(_Judged({}, problem), target)


def conclude(unsigned: Path, signings: Sequence[Path], target: Path, report: Report) -> ReadResult:
    """Add what the files ``signings`` say to the document in the file ``unsigned``.

    Its pages and tables, most of a long document, are not even looked at.
    """
    fields = left(unsigned, dict[str, msgspec.Raw])
    untouched = {name: fields.pop(name) for name in ("pages", "tables")}
    content = msgspec.msgpack.decode(msgspec.msgpack.encode(fields), type=Document)
    seen: dict[int, Signing] = {}
    for file in signings:
        judged = left(file, _Judged)
        seen |= judged.seen
        content = _with_problem(content, judged.problem) if judged.problem else content
    signed = signing.with_verdicts(content, seen)
    fields = msgspec.msgpack.decode(msgspec.msgpack.encode(signed), type=dict[str, msgspec.Raw])
    save(msgspec.msgpack.encode(fields | untouched), target)
    pages = len(msgspec.msgpack.decode(untouched["pages"], type=list[msgspec.Raw]))
    return ReadResult(content.status, pages, content.error, content.sha256)


def done_without(*arguments: object) -> None:
    """Do nothing in the place of a call that has failed: what it was to make is not needed."""


def _part_file(folder: Path, first: int, last: int) -> Path:
    return folder / f"{first}-{last}.pages"


def _part_files(folder: Path) -> list[Path]:
    """The files that together have each page once, in order: a part may be there at once and page by page."""
    ranges = [tuple(map(int, file.stem.split("-"))) for file in folder.glob("*.pages")]
    chosen: list[Path] = []
    covered = 0
    for first, last in sorted(ranges, key=lambda one: (one[0], -one[1])):
        if first > covered:
            chosen.append(_part_file(folder, first, last))
            covered = last
    return chosen


def _joined(document: SourceDocument, parts: Sequence[Path]) -> Document:
    read = pages.joined([pages.decode(loaded(part)) for part in parts])
    return reader.finish(document.path, document.name, read)


def _with_problem(content: Document, problem: str) -> Document:
    """The document, of which something could not be read."""
    if content.status == "failed":
        return content
    return msgspec.structs.replace(content, status="partial", error="; ".join(filter(None, (content.error, problem))))


def _content(document: SourceDocument, read: Callable[[], Document]) -> Document:
    try:
        return read()
    except (UnreadableDocument, OSError) as error:
        return _unreadable(document, error)


def _unreadable(document: SourceDocument, error: UnreadableDocument | OSError) -> Document:
    """The document that could not be read for this error, unless that is not its fault."""
    if not isinstance(error, UnreadableDocument) and error.errno in {*UNWRITABLE, errno.ENOMEM}:  # not of the document
        raise error
    log.warning("document cannot be read: %s", error)
    if isinstance(error, UnreadableDocument):
        return failed(document, error.reason_id)
    return failed(document, f"berkas tidak dapat dibuka ({error.strerror or error})")


def _kept(content: Document, target: Path) -> ReadResult:
    store(content, target)
    return ReadResult(content.status, len(content.pages), content.error, content.sha256)
