"""The log of a run: one JSON object a line, each saying which submission, document and page it is about.

The process of the command alone writes it. What happens in other processes is sent there (:func:`send_with`), with
what they work on (:func:`about`); what libraries print past the log is kept aside and told in one record
(:class:`Prints`). Hostile files make libraries talk, so all of it has an upper bound.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from logging.handlers import QueueHandler, RotatingFileHandler
from pathlib import Path
from typing import Any

import msgspec

from extract.work import at

LOG_NAME = "lkj.log"
LARGEST = 64 * 1024 * 1024
"""Bytes of the log, after which it goes on in a new file and one old one is kept."""

MOST_RECORDS = 200
"""Records of one task; what comes after is only counted."""

LONGEST_TEXT, LONGEST_TRACEBACK = 1000, 8000
"""Characters of one field; of a traceback the end is kept."""

MOST_PRINTED = 8 * 1024
"""Bytes kept of the beginning of what a task prints, and as many of its end, where a crash is told of."""

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""What every record of the standard library has; all else is what ours say besides."""

_context: ContextVar[Mapping[str, object]] = ContextVar("about")

log = logging.getLogger(__name__)


@contextmanager
def about(**fields: object) -> Iterator[None]:
    """What the records made in the block are about: ``submission``, ``document``. The page and stage they know."""
    token = _context.set({**_context.get({}), **fields})
    try:
        yield
    finally:
        _context.reset(token)


def start(out: Path) -> None:
    """Begin the log of a run in the folder ``out``, in place of that of the run before; raises OSError."""
    path = out / LOG_NAME
    path.with_name(f"{LOG_NAME}.1").unlink(missing_ok=True)
    path.write_text("")
    _to(_File(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8"), logging.INFO)


def send_with(send: Callable[[logging.LogRecord], None]) -> Callable[[], bool]:
    """Hand warnings of this process to ``send`` from now on, as records that can be pickled.

    The process that receives them gives them to :func:`receive`. Call what is returned at the end of the task: it
    sends how many were left out, and tells whether there were any.
    """
    sender = _Sender(send)
    _to(sender, logging.WARNING)
    logging.captureWarnings(True)
    return sender.end


def receive(record: logging.LogRecord) -> None:
    """Take note of a record of another process."""
    logging.getLogger(record.name).handle(record)


class Prints:
    """What a task printed: the first and the last bytes of it."""

    def __init__(self) -> None:
        self._head = self._tail = b""
        self._omitted = 0

    def add(self, printed: bytes) -> None:
        """Take what was printed next."""
        room = MOST_PRINTED - len(self._head)
        self._head += printed[:room]
        self._tail += printed[room:]
        self._omitted += max(0, len(self._tail) - MOST_PRINTED)
        self._tail = self._tail[-MOST_PRINTED:]

    def tell(self, **fields: object) -> None:
        """Log it in one record with ``fields``, if there is anything."""
        if self._head.strip():
            output = (self._head + (b"\n...\n" if self._omitted else b"") + self._tail).decode(errors="replace")
            log.warning("printed", extra={"output": output, "omitted_bytes": self._omitted, **fields})


class JsonLines(logging.Formatter):
    """Time, level, logger, event, submission, document and page in every record, and whatever else it says."""

    def format(self, record: logging.LogRecord) -> str:
        said = _said(record)
        line = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": said.pop("event"),
            "submission": said.pop("submission", None),
            "document": said.pop("document", None),
            "page": said.pop("page", None),
            **{name: value for name, value in said.items() if value is not None},
        }
        return msgspec.json.encode(line).decode()


class _File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written, as on a full disk, must not stop what it tells of, nor show on the terminal."""


class _Sender(QueueHandler):
    """Sends so many records, in which only plain values are left."""

    def __init__(self, send: Callable[[logging.LogRecord], None]) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # there is no queue: enqueue is ours
        self._send = send
        self._left = MOST_RECORDS
        self._omitted = 0

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        said = _said(record)
        plain = {"name": record.name, "levelno": record.levelno, "levelname": record.levelname}
        return logging.makeLogRecord(plain | {"created": record.created, "msg": said.pop("event")} | said)

    def enqueue(self, record: logging.LogRecord) -> None:
        if self._left:
            self._left -= 1
            self._send(record)
        else:
            self._omitted += 1

    def end(self) -> bool:
        """Send how many records were left out; tells whether there were any at all."""
        if self._omitted:
            self._left, omitted = 1, self._omitted
            log.warning("%d records left out", omitted)
        return self._left < MOST_RECORDS

    def handleError(self, record: logging.LogRecord) -> None:
        """Who should receive it is gone."""


def _to(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)


def _said(record: logging.LogRecord) -> dict[str, Any]:
    """What a record says, as values that JSON has: its event, what it is about, its traceback, and the rest."""
    try:
        event = record.getMessage()
    except Exception:  # a library's arguments may not fit its message
        event = str(record.msg)
    said: dict[str, Any] = {"event": _cut(event)}
    stage, page = at()
    extra = {name: value for name, value in vars(record).items() if name not in _OWN}
    for name, value in ({"page": page, "stage": stage} | {**_context.get({}), **extra}).items():
        said[name] = _plain(value) if name not in {"traceback", "output"} else value
    if record.exc_info:
        said["traceback"] = _printable(logging.Formatter().formatException(record.exc_info))[-LONGEST_TRACEBACK:]
    return said


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, float):
        return round(value, 3)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return _cut(str(value))


def _cut(text: str) -> str:
    return _printable(text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}...")


def _printable(text: str) -> str:
    """Names of files may hold halves of characters, which JSON has not."""
    return text.encode(errors="replace").decode()
