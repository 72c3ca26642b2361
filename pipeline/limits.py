"""What one document may cost before it is given up."""

from __future__ import annotations

import resource

import msgspec

MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True):
    """Limits of one process. Reading 300 pages needs some 100 MiB and less than a minute, or, where all of them are
    pictures, some 900 MiB and half an hour.

    ``memory`` is its address space in bytes, ``seconds`` the wall time for all of it and ``stall`` the longest wall
    time in seconds without another page being done.
    """

    memory: int = 4096 * MIB
    seconds: float = 7200.0
    stall: float = 120.0

    def confine(self) -> None:
        """Hold the memory of the running process to the limit: allocations beyond it fail instead of being granted."""
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
