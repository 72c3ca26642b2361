"""The index over a batch, which is written anew only when something that it tells of has changed.

It is written by a process that has written reports before, as what that needs takes longer to load than to be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from audit.models import CrossFinding
from audit.profile import Profile
from pipeline.discover import state
from pipeline.executor import Report
from pipeline.folder import MEMORY
from pipeline.versions import key_of
from reports.files import FINDINGS, INDEX, RECAP, WORKPAPER, write_bytes
from reports.models import SubmissionSummary


class _Written(msgspec.Struct, frozen=True):
    """What the index was last made from, and the findings between the submissions."""

    key: str
    crossing: list[CrossFinding]


def write_index(
    out: Path,
    batch: Sequence[SubmissionSummary],
    profile: Profile,
    created: datetime,
    version: str,
    code: str,
    report: Report,
) -> list[CrossFinding]:
    """Compare the submissions of a batch and write the index over them into ``out``, unless it is there as it would be.

    A task that returns the findings between the submissions. What evaluators noted in a workpaper is part of the index,
    too. ``code`` is the checksum of what decides about findings and reports.
    """
    noted = [state(out / one.id / WORKPAPER) for one in batch]
    key = key_of(code, version, profile, noted, *map(key_of, batch))
    file = out / MEMORY / "index.msgpack"
    before = _before(file)
    if before and before.key == key and all((out / name).exists() for name in (INDEX, RECAP, FINDINGS)):
        return before.crossing
    # A run with nothing to do does not load these.
    from audit.across import compare
    from reports.write import write_batch

    crossing = compare([one.digests for one in batch], profile)
    file.unlink(missing_ok=True)
    write_batch(out, batch, created, version, crossing)
    write_bytes(file, msgspec.msgpack.encode(_Written(key, crossing)))
    return crossing


def _before(file: Path) -> _Written | None:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=_Written)
    except (FileNotFoundError, msgspec.DecodeError):  # also one that another version has left
        return None
