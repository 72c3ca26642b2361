"""What is fuzzed: functions that must not raise, whatever they are given, and what has to hold of their results."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from hypothesis import strategies as st

import audit.run
from audit.models import Finding
from audit.profile import load
from audit.views import views
from extract.models import Document
from normalize import dates, formulas, matching, people, terbilang, units
from normalize.build import build
from normalize.models import Submission
from normalize.numbers import column_style, find_all, parse
from normalize.tables import typed_table
from pipeline.executor import Report
from reports.models import SubmissionResult, summarize
from tests.fuzz.damage import damaged
from tests.fuzz.grids import documents
from tests.fuzz.texts import FRAGMENTS, TEXT, Printed, printed

PROFILE = load()
CREATED = datetime(2025, 1, 2, 3, 4, 5).astimezone()
CRASHED = "Aturan tidak dapat dijalankan"
LONG = 1000
"""Characters of a long text, where what takes more than time in proportion takes for ever."""


class Target(NamedTuple):
    """What is made up, and what must hold of it."""

    examples: st.SearchStrategy[Any]
    holds: Callable[[Any], None]


def numbers(text: str) -> None:
    for style in (None, "id", "en"):
        number = parse(text, style)
        assert number is None or number.value.is_finite()
    for found, start, end in find_all(text):
        assert 0 <= start < end <= len(text)
        assert found.value.is_finite()
    column_style([text, text, "1.000"])


def printed_numbers(one: Printed) -> None:
    number = parse(one.text, one.style)
    assert number is None or number.style == "malformed" or one.told_by(number), number


def texts(text: str) -> None:
    for found in dates.find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    dates.place_and_date(text)
    dates.find_periods(text)
    dates.find_years(text)
    words = terbilang.read_words(text)
    assert words is None or words >= 0
    amount = terbilang.read_amount(text)
    assert amount is None or amount.is_finite()
    for nip in people.find_nips(text):
        people.check_nip(nip.digits)
    people.check_nip(text)
    people.person_name(text)
    people.is_rank(text)
    people.is_position(text)
    units.find_units(text)
    units.find_regions(text)
    units.unit_key(text)
    formulas.is_number_row([text, "2", "3"])
    formulas.parse_formula(text, {str(n): n for n in range(1, 9)})


def pairs(two: tuple[str, str]) -> None:
    assert 0 <= matching.similarity(*two) <= 1
    assert 0 <= people.same_person(*two) <= 1
    matching.assign(two, two[::-1])


def long_texts(parts: tuple[str, str]) -> None:
    repeated, end = parts
    text = repeated * (LONG // len(repeated)) + end
    numbers(text)
    texts(text)


def read_long_texts(report: Report) -> int:
    """Take each fragment many times over, and after it what does not go with it; a task of the worker processes."""
    for done, fragment in enumerate(FRAGMENTS, start=1):
        for end in ("", "x", "("):
            long_texts((fragment, end))
            long_texts((f"{fragment} ", end))
        report(done, len(FRAGMENTS))
    return len(FRAGMENTS)


def tables(document: Document) -> None:
    for table in document.tables:
        typed = typed_table(table, document.path, "s1")
        content = msgspec.msgpack.encode(typed)
        assert msgspec.msgpack.decode(content, type=type(typed)) == typed
        width = len(typed.columns)
        assert all(0 <= column < width for row in typed.rows for column in row.values)


def audits(read: Sequence[Document]) -> None:
    problems = _Problems()
    with problems:
        submission = build("acak", "acak", read)
        content = msgspec.msgpack.encode(submission)
        assert msgspec.msgpack.decode(content, type=Submission) == submission
        found = audit.run.run(submission, PROFILE)
        seen = views(submission, PROFILE, found)
    assert not problems.told, problems.told
    _check(found)
    result = SubmissionResult(submission, tuple(found), {one.path: one.tables for one in read}, seen)
    summarize(result)


def _named_apart(read: Sequence[Document]) -> list[Document]:
    return [msgspec.structs.replace(one, path=f"{number}.pdf") for number, one in enumerate(read)]


def _check(found: list[Finding]) -> None:
    assert all(one.title != CRASHED for one in found), [one.message for one in found if one.title == CRASHED]
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.evidence
        assert 0 <= one.confidence <= 1
        assert isinstance(one.reported, str)


class _Problems(logging.Handler):
    """What the audit does not raise, so that one rule costs only itself."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(logging.Formatter().format(record))

    def __enter__(self) -> None:
        logging.getLogger("audit").addHandler(self)

    def __exit__(self, *exception: object) -> None:
        logging.getLogger("audit").removeHandler(self)


TARGETS = {
    "numbers": Target(TEXT, numbers),
    "printed numbers": Target(printed(), printed_numbers),
    "texts": Target(TEXT, texts),
    "pairs": Target(st.tuples(TEXT, TEXT), pairs),
    "tables": Target(documents(), tables),
    "audits": Target(st.lists(documents(), min_size=1, max_size=2).map(_named_apart), audits),
    "damaged submissions": Target(damaged(), audits),
}
