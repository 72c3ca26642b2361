"""Names of files, which may hold anything, made fit to be shown and to name folders."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

LONGEST_ID = 80

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters that show as nothing, or change how others show: controls, escapes, directions."""

_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""Names that Windows keeps for devices."""


def shown(name: str) -> str:
    """``name`` as it can go to a terminal, a log and every file of the results: one line, no control characters.

    Bytes that are no UTF-8 are replaced.
    """
    text = name.encode(errors="surrogateescape").decode(errors="replace")
    return "".join("\ufffd" if unicodedata.category(one) in UNSEEN else one for one in text)


def folder_id(name: str) -> str:
    """The id for a submission of this name: letters, digits and hyphens, a safe name for a folder on any system."""
    path = PurePath(name)
    stem = path.stem if path.suffix.lower() in {".pdf", ".zip"} else name
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:LONGEST_ID].strip("-")
    return f"pengajuan-{slug}".rstrip("-") if not slug or _RESERVED.fullmatch(slug) else slug


def unique(name: str, taken: set[str], form: str = "{}-{}") -> str:
    """``name``, with a number as ``form`` says if it is among those ``taken``; adds it to them."""
    one, number = name, 1
    while one in taken:
        number += 1
        one = form.format(name, number)
    taken.add(one)
    return one
