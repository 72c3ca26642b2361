"""What is done with submissions, and what a run over them has come to.

This module loads little: a run that finds nothing changed loads no database and nothing that hands out work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec

from pipeline.costs import Costs
from pipeline.discover import Source
from pipeline.documents import ReadResult

Result = TypeVar("Result")


class Finish(msgspec.Struct, Generic[Result], frozen=True):
    """What is done with a submission once its documents are read.

    ``function`` is named as "module:function", because a run that finds nothing changed need not load it. It is called
    in a process apart as ``function(source, stored, folder, *arguments, report)``: ``stored`` are its documents
    as read, ``folder`` is the empty folder to write the files of the results into. It returns a ``result``, or a
    :class:`pipeline.executor.Fan` that comes to one. When it fails, it is called again with a ``source`` that has no
    documents, and should do without pictures of their pages. With other ``settings`` the results would be others; what
    stands in the ``arguments`` alone is no reason to do them again. What follows it needs the ``modules``.
    """

    function: str
    result: type[Result]
    arguments: tuple[Any, ...] = ()
    settings: tuple[Any, ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def later(self) -> tuple[str, ...]:
        """The modules that a run needs once its documents are read."""
        return self.function.partition(":")[0], *self.modules

    def known(self, source: Source, known: Known) -> Finished[Result]:
        """A submission as an earlier run has finished it."""
        return Finished(source, known.read, msgspec.msgpack.decode(known.result, type=self.result))


class Finished(msgspec.Struct, Generic[Result], frozen=True):
    """A submission whose results are written, and how well each of its documents was read."""

    source: Source
    read: tuple[ReadResult, ...]
    result: Result


class Known(msgspec.Struct, frozen=True):
    """A submission whose results are there: how well its documents were read, and the encoded result."""

    read: tuple[ReadResult, ...]
    result: bytes


class Outcome(msgspec.Struct, Generic[Result], frozen=True):
    """What a run has come to: the submissions that are finished, and the ``lost`` whose results were not written.

    ``together`` is what was made of all of them, None when that could not be done.
    """

    finished: Sequence[Finished[Result]]
    lost: Sequence[Source] = ()
    costs: Costs = msgspec.field(default_factory=Costs)
    interrupted: bool = False
    together: Any = None
