"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from extract.models import Document
from extract.reader import read

SUBMISSIONS = Path(__file__).parents[1] / "samples" / "submissions"


@pytest.fixture(scope="session")
def read_sample() -> Callable[[str], tuple[Document, ...]]:
    """Reads the documents of a sample submission, once in a run of the tests: photographs take seconds a page."""

    @cache
    def documents(folder: str) -> tuple[Document, ...]:
        return tuple(read(path, path.name) for path in sorted((SUBMISSIONS / folder).glob("*.pdf")))

    return documents
