"""When results cannot be written: what that looks like, wherever it happens, and what the user is told."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.errors import UNWRITABLE
from extract.work import Timed, timed
from pipeline.executor import Call, Report

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
LITTLE = 1024 * 1024
"""Bytes: a disk with less is as good as full."""

_SQLITE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
}
"""The primary codes that speak of the disk, not of what is in the database."""


class OutputFailed(Exception):
    """Nothing more can be written; the message says where, why and what to do in one line of Indonesian."""


def failure(error: BaseException, out: Path) -> OutputFailed:
    """What to tell about an error over writing in the folder ``out``."""
    cause = _os_error(error) or OSError(None, " ".join(str(getattr(error, "orig", None) or error).split()))
    if cause.errno in FULL:
        why = "disk atau kuota penuh"
        advice = "Kosongkan ruang di sana, lalu jalankan lagi perintah yang sama"
    elif cause.errno in FORBIDDEN:
        why = "tidak ada izin menulis"
        advice = "Minta izin menulis di sana, atau pilih folder lain dengan --out (di sana semuanya dimulai dari awal)"
    else:
        why = cause.strerror or "penulisan gagal"
        advice = "Periksa folder dan disknya, lalu jalankan lagi perintah yang sama"
    place = _place(cause, out)
    return OutputFailed(
        f"Tidak dapat menulis ke {place}: {why}. {advice}; yang sudah selesai di folder yang sama tidak diulang."
    )


def of_the_disk(error: BaseException) -> bool:
    """Whether an error over the database tells of the disk it lies on, not of what is in it."""
    return _os_error(error) is not None


def unwritable(error: BaseException) -> bool:
    """Whether a library's error, whatever it is, comes from a disk that does not take what is written."""
    cause = _os_error(error)
    return cause is not None and cause.errno in UNWRITABLE


def over_writing(error: BaseException) -> bool:
    """Whether an error over results is one over writing them, to files or to the database."""
    from sqlalchemy.exc import SQLAlchemyError  # the processes that only read documents do without

    return isinstance(error, (OSError, SQLAlchemyError)) or unwritable(error)


def watched(out: Path, call: Call, report: Report) -> Timed | OutputFailed:
    """What a call returns and costs; when it fails because nothing can be written, the value is OutputFailed."""
    try:
        return timed(call.made, report)
    except Exception as error:
        if not unwritable(error):
            raise
        return failure(error, out)


def _os_error(error: BaseException) -> OSError | None:
    """The error of the system behind one of a library or of the database."""
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.errno:
            return cause
        code = getattr(cause, "sqlite_errorcode", None)
        if code is not None and (number := _SQLITE.get(code & 0xFF)):
            return OSError(number, str(cause))
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        # As SQLAlchemy has it.
        if isinstance(orig := getattr(error, "orig", None), BaseException):
            yield orig
        error = error.__cause__ or error.__context__


def _place(error: OSError, out: Path) -> Path:
    """Where to look: the folder of the results, or, for programs also need room there, that of temporary files."""
    temporary = Path(tempfile.gettempdir())
    if error.filename:
        return out if Path(error.filename).is_relative_to(out) else Path(error.filename)
    if error.errno in FULL and shutil.disk_usage(out).free > LITTLE > shutil.disk_usage(temporary).free:
        return temporary
    return out
