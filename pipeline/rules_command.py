"""``lkj rules``: the catalogue of rules for an evaluator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from audit.measured import Measured, measured
from audit.registry import Rule
from pipeline.summary import SEVERITY_STYLE
from reports import labels

LINE = 88
"""Characters; longer lines are hard to read."""


def by_category(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, category by category in the order in which an evaluator works."""
    return sorted(rules, key=lambda rule: (list(labels.CATEGORY).index(rule.category), rule.code))


def texts(rule: Rule, counted: Measured) -> list[tuple[str, str]]:
    """What there is to say about a rule: headings and texts."""
    return [
        ("Mengapa penting", rule.why),
        ("Cara memeriksa", rule.method),
        ("Dasar", rule.basis),
        ("Contoh pelanggaran", rule.violation),
        ("Contoh yang benar", rule.clean),
        ("Kunci profil", ", ".join(rule.keys)),
        ("Ketepatan terukur", counted.text),
    ]


def print_catalogue(console: Console, rules: Sequence[Rule]) -> None:
    """One line per rule, family by family."""
    console.print(Text(f"{len(rules)} aturan pemeriksaan", style="bold"))
    for category, family in groupby(by_category(rules), key=lambda rule: rule.category):
        console.print(Text(f"\n{labels.CATEGORY[category]}", style="bold underline"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, min_width=6)
        table.add_column()
        for rule in family:
            table.add_row(rule.code, _severity(rule), Text(rule.title))
        console.print(Padding(table, (0, 0, 0, 2)), width=min(console.width, LINE))
    console.print("\nTingkat yang tertulis adalah tingkat bawaan; besarnya selisih dapat mengubahnya.", style="dim")
    console.print("Penjelasan satu aturan: [bold]lkj rules KODE[/], misalnya [bold]lkj rules H201[/].", highlight=False)


def print_rule(console: Console, rule: Rule) -> None:
    """Everything there is to say about one rule."""
    width = min(console.width, LINE)
    console.print(Text(f"{rule.code}  {rule.title}", style="bold"), width=width)
    kind = Text.assemble("Kategori ", labels.CATEGORY[rule.category].lower(), ", tingkat bawaan ", _severity(rule))
    console.print(kind, width=width)
    for heading, text in texts(rule, measured().get(rule.code, Measured())):
        console.print(Text(f"\n{heading}", style="bold"))
        console.print(Padding(Text(text), (0, 0, 0, 2)), width=width)


def _severity(rule: Rule) -> Text:
    return Text(rule.severity, style=SEVERITY_STYLE[rule.severity])
