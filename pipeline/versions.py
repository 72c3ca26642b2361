"""What results depend on besides the documents: the code of a stage, the libraries, the programs it runs."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import msgspec

DISTRIBUTION = "lkj-audit"
READING = ("extract",)
"""The rooms that decide how a document is read."""

FINISHING = ("normalize", "audit", "reports", "pipeline")
"""The rooms that decide, with how it was read, what is found in a submission and written about it."""


@cache
def fingerprint(rooms: tuple[str, ...]) -> str:
    """A checksum that changes with the files of ``rooms`` and with the versions of all that they run on."""
    digest = hashlib.sha256(_installed().encode())
    for room in rooms:
        root = _folder(room)
        for path in sorted(root.rglob("*")):
            if "__pycache__" not in path.parts and path.is_file():  # Python is at work there meanwhile
                content = path.read_bytes()
                digest.update(f"{room}/{path.relative_to(root).as_posix()}:{len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


def key_of(*parts: object) -> str:
    """A checksum over ``parts``: builtins and frozen structs."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _folder(room: str) -> Path:
    spec = importlib.util.find_spec(room)
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


@cache
def _installed() -> str:
    # The second reader is a program that may or may not be there; it answers while the libraries are looked up.
    program = shutil.which("tesseract")
    tesseract = program and subprocess.Popen([program, "--version"], stdout=subprocess.PIPE, text=True)
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in requires(DISTRIBUTION) or () if "extra ==" not in one}
    versions = [f"{name} {_version(name)}" for name in sorted({*names, DISTRIBUTION})]
    return "\n".join([*versions, tesseract.communicate(timeout=30)[0] if tesseract else "no tesseract"])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
