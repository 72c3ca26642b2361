"""What one document may cost before it is given up.

What a file unpacks to and how many pages and pixels it has is checked before it is parsed (:mod:`extract.weight`); the
limits here hold whatever a library does with it.
"""

from __future__ import annotations

import resource
import time
from math import ceil

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Limits of one task, which reads some pages, audits a submission or draws pages of a report. Few need more than
    900 MiB or a minute.

    ``memory`` is the address space of its process in bytes, ``cpu`` its processor time and ``seconds`` its wall time in
    seconds.
    ``stall`` is the longest wall time in seconds without another page being done, ``silent`` that of what does not
    work page by page. ``document`` is the wall time of all processes that read one document together.
    """

    memory: int = 4096 * MIB
    cpu: int = 1800
    seconds: float = 3600.0
    stall: float = 120.0
    silent: float = 1200.0
    document: float = 21600.0

    def confine(self) -> None:
        """Hold the running process to the limits of the system for its next task.

        What it asks for in memory beyond them fails; too much time ends it with a signal that says why.
        """
        _set(resource.RLIMIT_AS, self.memory)
        _set(resource.RLIMIT_CPU, ceil(time.process_time()) + self.cpu)
        _set(resource.RLIMIT_CORE, 0)


def _set(kind: int, limit: int) -> None:
    """Set a limit that another one may follow."""
    most = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
