"""``lkj rules``: the catalogue of rules for an evaluator."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from audit.registry import Rule

SEVERITY_STYLE = {"tinggi": "bold red", "sedang": "yellow", "rendah": "cyan", "info": "dim"}


def print_catalogue(console: Console, rules: Sequence[Rule]) -> None:
    """One line per rule."""
    table = Table(title=f"{len(rules)} aturan pemeriksaan", title_justify="left", box=None, pad_edge=False)
    for heading in ("Kode", "Kategori", "Tingkat", "Yang diperiksa"):
        table.add_column(heading, no_wrap=heading != "Yang diperiksa")
    for rule in rules:
        table.add_row(rule.code, rule.category, _severity(rule), Text(rule.title))
    console.print(table)
    console.print("\nPenjelasan satu aturan: [bold]lkj rules KODE[/], misalnya [bold]lkj rules H201[/].")


def print_rule(console: Console, rule: Rule) -> None:
    """Everything there is to say about one rule."""
    parts: list[RenderableType] = [
        Text.assemble("Kategori ", (rule.category, "bold"), " · tingkat ", _severity(rule)),
    ]
    for heading, text in (
        ("Mengapa penting", rule.why),
        ("Cara memeriksa", rule.method),
        ("Dasar", rule.basis),
        ("Contoh pelanggaran", rule.violation),
        ("Contoh yang benar", rule.clean),
    ):
        parts += ["", Text(heading, style="bold"), Text(text)]
    console.print(Panel(Group(*parts), title=Text(f"{rule.code}  {rule.title}"), title_align="left", padding=(1, 2)))


def _severity(rule: Rule) -> Text:
    return Text(rule.severity, style=SEVERITY_STYLE[rule.severity])
