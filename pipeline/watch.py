"""Folders in which submissions arrive: what is there wholly, has changed, or is gone.

Folders are looked at every few seconds instead of asking the system to tell of changes: submissions are mostly put on
network shares, where it does not tell of what other machines do, and a look at some thousand names costs nothing
beside reading one document.

A submission has arrived when nothing of it has changed for a while: neither which files it has, nor their size or
time. So files that are being copied are not read half, and nor is a folder that is being filled. Were a copy to pause
for longer, its submission would be audited again once the rest has come.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence

import msgspec

from pipeline.discover import Source, state

SETTLED = 6.0
"""Seconds without a change."""

EVERY = 2.0
"""Seconds between two looks."""

UNFINISHED = (".part", ".crdownload", ".filepart", ".download")
"""What browsers and file managers add to the name of a file that they fill, while an empty one has its place."""

log = logging.getLogger(__name__)

Look = Callable[[], Sequence[Source]]
"""Tells the submissions that are there; raises OSError when that cannot be seen."""

_Stamp = tuple[object, ...]


class Arrived(msgspec.Struct, frozen=True):
    """Submissions that are new or changed and at rest, and the ids of those that have been told of and are gone."""

    ready: Sequence[Source] = ()
    gone: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ready or self.gone)


class Arrivals:
    """Compares what is there with what was there when it was last asked."""

    def __init__(self, settled: float = SETTLED) -> None:
        self._settled = settled
        self._seen: dict[str, tuple[_Stamp | None, float]] = {}
        self._told: dict[str, _Stamp] = {}

    def of(self, sources: Sequence[Source], now: float) -> Arrived:
        """What there is to do when ``sources`` are there at ``now``, a moment in seconds; each thing is told once."""
        there = {source.id: source for source in sources}
        stamps = {id: _stamp(source) for id, source in there.items()}
        known = self._seen.keys() | there.keys()
        self._seen = {id: self._since(id, stamps.get(id), now) for id in known}
        rest = {id: stamp for id, (stamp, since) in self._seen.items() if now - since >= self._settled}
        ready = [source for id, source in there.items() if id in rest and rest[id] != self._told.get(id)]
        gone = frozenset(id for id, stamp in rest.items() if stamp is None)
        for id in gone:
            del self._seen[id]
        told = gone & self._told.keys()
        self._told = {id: stamp for id, stamp in self._told.items() if id not in gone}
        self._told |= {source.id: stamp for source in ready if (stamp := rest[source.id])}
        return Arrived(ready, told)

    def _since(self, id: str, stamp: _Stamp | None, now: float) -> tuple[_Stamp | None, float]:
        seen = self._seen.get(id)
        return seen if seen and seen[0] == stamp else (stamp, now)


def arrivals(look: Look, settled: float = SETTLED, every: float = EVERY) -> Iterator[Arrived]:
    """What there is to do, whenever there is something, for ever."""
    there = Arrivals(settled)
    while True:
        try:
            arrived = there.of(look(), time.monotonic())
        except OSError as error:  # a network share may be away for a while
            log.warning("cannot be looked at: %s", error)
            arrived = Arrived()
        if arrived:
            yield arrived
        else:
            time.sleep(every)


def _stamp(source: Source) -> _Stamp:
    """What is another when anything of a submission has changed, or is not there wholly."""
    files = (one.path.with_name(one.path.name + suffix) for one in source.documents for suffix in ("", *UNFINISHED))
    return (source.name, *(one.name for one in source.documents), *map(state, files))
