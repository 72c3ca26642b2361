"""``python -m pipeline.rules_page``: writes docs/rules.md, the catalogue of rules, from the rules themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from audit.measured import Measured, measured
from audit.registry import Rule, rules
from pipeline.rules_command import by_category, texts
from reports import labels

PATH = Path(__file__).parents[1] / "docs" / "rules.md"

_INTRODUCTION = """\
# Aturan pemeriksaan

Halaman ini dibuat dari aturan itu sendiri dengan `make rules`; jangan disunting di sini. `lkj rules` menampilkan daftar
yang sama pada terminal, `lkj rules KODE` menjelaskan satu aturan.

Setiap aturan dapat dimatikan atau diubah tingkatnya dengan `rules.disabled` dan `rules.severity` dalam
[profil](profil.md). Tingkat yang tertulis adalah tingkat bawaan; besarnya selisih dapat mengubahnya.

"Ketepatan terukur" berasal dari laporan sungguhan dan laporan yang dibangun ulang, semuanya berteks digital, yang
kekeliruannya sudah dicatat pemeriksa lebih dahulu (`benchmarks.audit`). Temuan di luar catatan tidak selalu keliru,
karena catatan itu pun tidak lengkap; temuan tingkat info tidak dihitung.
"""


def page(catalogue: Sequence[Rule], counts: Mapping[str, Measured]) -> str:
    """The whole page, in Markdown."""
    families = [
        (category, list(family)) for category, family in groupby(by_category(catalogue), lambda one: one.category)
    ]
    parts = [_INTRODUCTION]
    for category, family in families:
        rows = [f"| [{one.code}](#{one.code.lower()}) | {one.title} | {one.severity} |" for one in family]
        parts.append(
            "\n".join(
                (f"## {labels.CATEGORY[category]}\n", "| kode | aturan | tingkat |", "| --- | --- | --- |", *rows)
            )
        )
    for _, family in families:
        parts += [_section(one, counts.get(one.code, Measured())) for one in family]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def write() -> None:
    """Write the page of all rules."""
    PATH.write_text(page(rules(), measured()), encoding="utf-8")


def _section(rule: Rule, counted: Measured) -> str:
    kind = f"{labels.CATEGORY[rule.category]} · tingkat bawaan {rule.severity}"
    lines = [f'<a id="{rule.code.lower()}"></a>', f"### {rule.code} {rule.title}", kind]
    return "\n\n".join((*lines, *(f"**{heading}.** {text}" for heading, text in texts(rule, counted))))


if __name__ == "__main__":
    write()
