"""The cases of ``cases/<CODE>.yaml``: what a rule reports and what it leaves alone.

A case is a list of steps, each with what it takes. ``table`` makes a typed table as :func:`tests.audit.builders.table`
does; all others are methods of :class:`tests.audit.submissions.Bundle` (``segment``, ``indikator``, ``anggaran``,
``grid``, ``say``, ``sign``, ...). What belongs to a document stands below its ``segment``, unless it names another one
(``segment: s1``); ``submission`` comes first where unit or year matter. Cells of a row are parted by ``|``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.models import Finding
from audit.registry import rules
from normalize.models import Column, Role, Table
from tests.audit import builders
from tests.audit.submissions import Bundle

CASES = Path(__file__).with_name("cases")

Step = Mapping[str, Any]


def cases(kind: str) -> list[Any]:
    """The cases of one kind in all files, each with its code."""
    return [
        pytest.param(path.stem, steps, id=f"{path.stem}-{title}")
        for path in sorted(CASES.glob("*.yaml"))
        for title, steps in yaml.safe_load(path.read_text(encoding="utf-8"))[kind].items()
    ]


def cells(row: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.split("|")) if isinstance(row, str) else tuple(row)


def line(row: str | Sequence[str] | Step) -> builders.Line:
    if isinstance(row, Mapping):
        rest = {key: value for key, value in row.items() if key != "cells"}
        return builders.line(*cells(row["cells"]), **rest)
    return builders.line(*cells(row))


def column(one: str | Step | None) -> Column | Role | None:
    if isinstance(one, Mapping):
        return builders.col(**{"role": None, **one, "path": tuple(one.get("path", ()))})
    return one  # type: ignore[return-value]


def typed(columns: Sequence[Any], rows: Sequence[Any], **rest: Any) -> Table:  # noqa: ANN401
    return builders.table([column(one) for one in columns], [line(row) for row in rows], **rest)


def bundled(steps: Sequence[Step]) -> Bundle:
    """The submission that steps make."""
    first, *others = steps
    bundle, rest = (Bundle(**first["submission"]), others) if "submission" in first else (Bundle(), list(steps))
    segment = ""
    for (name, given), *_ in (list(step.items()) for step in rest):
        taken = dict(given) if isinstance(given, Mapping) else {{"say": "text", "turn": "pages"}[name]: given}
        if "rows" in taken:
            taken["rows"] = [cells(row) for row in taken["rows"]]
        if isinstance(taken.get("columns"), Mapping):
            taken["columns"] = list(taken["columns"].items())
        if name == "segment":
            segment = bundle.segment(**taken)
        elif name == "turn":
            bundle.turn(**taken)
        else:
            getattr(bundle, name)(**{"segment": segment, **taken})
    return bundle


def found(code: str, steps: Sequence[Step]) -> list[Finding]:
    if all("table" in step for step in steps):
        return builders.check(code, *(typed(**step["table"]) for step in steps))
    return bundled(steps).check(code)


@pytest.mark.parametrize(("code", "steps"), cases("violating"))
def test_a_violation_is_reported(code: str, steps: Sequence[Step]) -> None:
    assert {one.rule for one in found(code, steps)} == {code}


@pytest.mark.parametrize(("code", "steps"), cases("clean"))
def test_what_is_right_is_left_alone(code: str, steps: Sequence[Step]) -> None:
    assert [one.message for one in found(code, steps)] == []


def test_every_rule_has_cases_of_both_kinds() -> None:
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in CASES.glob("*.yaml")}
    assert sorted(read) == [rule.code for rule in rules()]
    assert [code for code, kinds in read.items() if not (kinds["violating"] and kinds["clean"])] == []
