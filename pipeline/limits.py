"""What one document may cost before it is given up.

What a file unpacks to and how many pages and pixels it has is checked before it is parsed (:mod:`extract.weight`); the
limits here hold whatever a library does with it.
"""

from __future__ import annotations

import resource

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Limits of one process. Reading 300 pages needs some 100 MiB and less than a minute, or, where all of them are
    pictures, some 900 MiB and half an hour.

    ``memory`` is its address space in bytes, ``cpu`` its processor time and ``seconds`` its wall time in seconds.
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
        """Hold the running process to the limits of the system: what it asks for beyond them fails, or ends it."""
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        # The first of the two ends the process with a signal that says why, the second would not.
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu, self.cpu + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
