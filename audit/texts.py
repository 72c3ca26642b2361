"""Everything a document says, place by place: prose, headings, captions and the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from normalize.models import Segment, Source, Submission


def of_segments(submission: Submission, segments: Iterable[Segment]) -> Iterator[Source]:
    """The texts of segments: first their prose in reading order, then their tables' captions and cells.

    The text of a place may hold line breaks; header cells are not among them.
    """
    wanted = {segment.id for segment in segments}
    for passage in submission.passages:
        if passage.segment in wanted:
            yield passage.at
    for table in submission.tables:
        if table.segment in wanted:
            if table.caption_at is not None:
                yield table.caption_at
            for row in table.rows:
                for value in row.values.values():
                    yield value.at


def scanned(submission: Submission, segments: Sequence[Segment]) -> bool:
    """Whether a page of these segments is a picture, of which not everything may have been read rightly."""
    read = {(one.path, page) for one in submission.files for page in one.scanned_pages}
    return unread(submission, segments) or any(place in read for place in _pages(segments))


def unread(submission: Submission, segments: Sequence[Segment]) -> bool:
    """Whether a page of these segments is a picture that nothing read, or a file was not read to its end."""
    named = {segment.document for segment in segments}
    if any(one.path in named and one.status != "ok" for one in submission.files):
        return True
    blind = {(one.path, page) for one in submission.files for page in one.unread_pages}
    return any(place in blind for place in _pages(segments))


def _pages(segments: Iterable[Segment]) -> Iterator[tuple[str, int]]:
    for one in segments:
        for page in range(one.first, one.last + 1):
            yield one.document, page
