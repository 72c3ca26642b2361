"""The finding about a cell that another formula of its row gives: the same for every rule that recomputes columns."""

from __future__ import annotations

from audit import columns
from audit.gravity import gravity
from audit.models import Finding, Verdict
from audit.ratios import Miss
from audit.registry import Context
from normalize.models import Column, Table


def expected(miss: Miss) -> str:
    """The right value, written as the wrong one is."""
    return columns.show_value(miss.expected.value, miss.cell.number)


def finding(
    ctx: Context,
    table: Table,
    column: Column,
    miss: Miss,
    *,
    subject: str,
    message: str,
    verdict: Verdict | None = None,
) -> Finding:
    """The finding about ``miss`` in ``column``, as grave as the difference is large; its own verdict unless given."""
    return ctx.finding(
        message=message,
        subject=subject,
        at=[miss.cell.value.at],
        inputs=[value.at for value in miss.expected.inputs],
        expected=expected(miss),
        formula=f"{miss.expected.formula} = {expected(miss)}",
        table=table,
        key=columns.key(column),
        severity=gravity(miss.cell.number, miss.expected.value),
        verdict=verdict or miss.verdict,
    )
