"""How often each rule was right on real reports that people checked before: written by ``benchmarks.audit``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

PATH = Path(__file__).with_name("measured.json")


class Measured(msgspec.Struct, frozen=True):
    """The findings of a rule above ``info``: how many were ``known``, and how many were not (``unlisted``).

    ``traps`` of the latter call a figure wrong that was known to be right.

    What was not known need not be wrong: those who checked the reports have overlooked things, too.
    """

    known: int = 0
    unlisted: int = 0
    traps: int = 0

    @property
    def text(self) -> str:
        """What was measured, as an evaluator reads it."""
        if not self.known + self.unlisted:
            return "Belum ada temuan aturan ini pada dokumen pengukuran."
        told = f"{self.known} dari {self.known + self.unlisted} temuan sudah tercatat oleh pemeriksa"
        traps = f"; {self.traps} temuan keliru" if self.traps else ""
        return f"{told}{traps}."


def measured() -> Mapping[str, Measured]:
    """What was measured, by the code of the rule; rules without any finding are not in it."""
    return msgspec.json.decode(PATH.read_bytes(), type=dict[str, Measured])


def write(found: Mapping[str, Measured]) -> None:
    """Replace what was measured."""
    PATH.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(found.items()))), indent=1) + b"\n")
