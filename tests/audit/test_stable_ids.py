"""Ids of findings come from what they are about: a report whose pages and tables have moved keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from audit.profile import load
from audit.run import run
from extract.models import Document
from normalize.build import build
from normalize.models import Submission

_PAGES = 3
_POINTS = 11.5
_FOLDERS = ("kecamatan-watupandan-2024", "kecamatan-randusekar-tw3-2025", "dinas-ketahanan-pangan-2024")


def moved(submission: Submission) -> Submission:
    """The submission with further pages in front of it, everything lower on its page, and other ids of tables."""
    return msgspec.convert(_moved(msgspec.to_builtins(submission)), Submission)


def _moved(one: Any) -> Any:  # noqa: ANN401
    if isinstance(one, list | tuple):
        return [_moved(item) for item in one]
    if not isinstance(one, dict):
        return one
    made = {key: _moved(value) for key, value in one.items()}
    for key in ("page", "first", "last"):
        if isinstance(made.get(key), int):
            made[key] += _PAGES
    for key in ("pages", "scanned_pages", "unread_pages"):
        if isinstance(made.get(key), list):
            made[key] = [page + _PAGES for page in made[key]]
    if made.get("box"):
        x0, top, x1, bottom = made["box"]
        made["box"] = [x0, top + _POINTS, x1, bottom + _POINTS]
    if "columns" in made and "id" in made:
        made["id"] = f"x{made['id']}"
    if isinstance(made.get("table"), str):
        made["table"] = f"x{made['table']}"
    return made


@pytest.mark.parametrize("folder", _FOLDERS)
def test_ids_do_not_depend_on_places(folder: str, read_sample: Callable[[str], tuple[Document, ...]]) -> None:
    submission = build(folder, folder, read_sample(folder))
    before = {one.id: (one.rule, one.subject) for one in run(submission, load())}
    after = {one.id: (one.rule, one.subject) for one in run(moved(submission), load())}
    assert before
    assert after == before
