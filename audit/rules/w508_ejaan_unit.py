"""W508: the name of a kecamatan, kelurahan or kabupaten misspelt or cut short."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from audit.findings import TRUSTED_READERS, quoted
from audit.models import Finding
from audit.registry import Context, rule
from normalize.models import Source, Submission

_MENTION = re.compile(
    r"\b(?P<kind>kecamatan|camat|kelurahan|lurah|kabupaten)\s+(?P<name>[a-z]{5,})(?P<cut>-?)", re.IGNORECASE
)
_SHORTEST = 6
_RIGHT, _WRONG = 5, 2
"""The right name stands at least so many times in the submission, a slip at most so many times."""
_ELSEWHERE = 2
"""Mentions from which on the name of another unit counts as its right one when a slip stands once."""


@rule(
    code="W508",
    category="identitas",
    severity="rendah",
    title="Nama kecamatan, kelurahan, atau kabupaten salah tulis",
    why="Nama unit yang salah atau terpotong pada sampul dan tabel mengurangi keabsahan dokumen.",
    method="Kata sesudah “Kecamatan”, “Camat”, “Kelurahan”, “Lurah”, dan “Kabupaten” dihitung dalam seluruh berkas. "
    f"Nama yang muncul paling banyak {_WRONG} kali "
    f"dan berbeda satu huruf dari nama yang muncul sedikitnya {_RIGHT} kali, atau "
    "merupakan potongannya, dilaporkan; begitu pula nama yang muncul sekali dan berbeda satu huruf dari nama unit "
    f"lain yang muncul {_ELSEWHERE} kali. Nama pendek (kurang dari {_SHORTEST} huruf) tidak diperiksa.",
    basis="Kesesuaian penulisan identitas perangkat daerah",
    violation="Sampul: “KECAMATAN WANASAR”, halaman lain: “Kecamatan Wanasari”.",
    clean="“Kecamatan Wanasari” di seluruh dokumen; “Kecamatan Wanakarya” sebagai pembanding.",
    settings=("unit",),
)
def check(ctx: Context) -> Iterator[Finding]:
    """One finding per misspelt name, with all places where it stands."""
    submission = ctx.submission
    mentions: dict[str, list[tuple[Source, str]]] = defaultdict(list)
    for text, at in _texts(submission):
        if at.reader not in TRUSTED_READERS:
            continue  # a letter that a photograph does not show well is not a slip of the writer
        for match in _MENTION.finditer(text):
            if match["name"][0].isupper() and not match["cut"]:
                mentions[match["name"].casefold()].append((at, f"{match['kind']} {match['name']}"))
    times = Counter({name: len(places) for name, places in mentions.items()})
    frequent = [name for name, _ in times.most_common()]
    for name, places in mentions.items():
        right = next((other for other in frequent if _slip(name, other, times)), None)
        if right is not None:
            yield _finding(ctx, places, right.capitalize())


def _texts(submission: Submission) -> Iterator[tuple[str, Source]]:
    """Everything printed in the submission, each cell and paragraph once."""
    for passage in submission.passages:
        yield passage.text, passage.at
    cells = {value.at: value.text for table in submission.tables for row in table.rows for value in row.values.values()}
    for at, text in cells.items():
        yield text, at


def _slip(name: str, right: str, times: Counter[str]) -> bool:
    """Whether a rare name is a frequent one with a letter wrong, or its beginning."""
    if name == right or len(right) < _SHORTEST or times[right] <= times[name]:
        return False
    often = times[right] >= _RIGHT and times[name] <= _WRONG
    once = times[name] == 1 and times[right] >= _ELSEWHERE
    if (often or once) and OSA.distance(name, right) == 1:
        return True
    return often and right.startswith(name) and len(right) - len(name) <= 3


def _finding(ctx: Context, places: list[tuple[Source, str]], right: str) -> Finding:
    wrong = places[0][1]
    pages = ", ".join(str(page) for page in sorted({at.page for at, _ in places}))
    return ctx.finding(
        message=f"Nama {quoted(wrong)} pada halaman {pages} diduga salah tulis atau terpotong; di bagian lain tertulis "
        f"{quoted(right)}.",
        subject=wrong,
        at=[at for at, _ in places],
        reported=wrong,
        expected=right,
        verdict="perlu_cek",
    )
