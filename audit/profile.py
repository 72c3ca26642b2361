"""The profile: what differs between regions, read from TOML.

``default.toml`` beside this module holds every key; a region's file overrides it key by key.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

DEFAULT_PATH = Path(__file__).with_name("default.toml")


class ProfileError(Exception):
    """A profile that cannot be used; the message names the file and the line."""


class RuleSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which rules are run; ``disabled`` holds the codes of those that are not."""

    disabled: tuple[str, ...]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that differs between regions."""

    rules: RuleSettings


def load(path: Path | None = None) -> Profile:
    """The default profile, overridden by the file at ``path``.

    Raises ProfileError, naming file and line, when the file cannot be read, is not TOML, or has a wrong key or value.
    """
    default = tomllib.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    if path is None:
        return msgspec.convert(default, Profile)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read: {error}") from error
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: not valid TOML: {error}") from error
    for keys in _unknown(own, default):
        raise ProfileError(f"{path}:{_line(text, keys)}: unknown key {'.'.join(keys)}")
    try:
        return msgspec.convert(_merged(default, own), Profile)
    except msgspec.ValidationError as error:
        wrong = re.findall(r"\.(\w+)", str(error).partition(" - at ")[2])
        raise ProfileError(f"{path}:{_line(text, wrong)}: wrong value: {error}") from error


def _unknown(own: dict[str, Any], default: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for key, value in own.items():
        if key not in default:
            found.append((*above, key))
        elif isinstance(value, dict) and isinstance(default[key], dict):
            found += _unknown(value, default[key], (*above, key))
    return found


def _merged(default: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    result = dict(default)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(default.get(key), dict)
        result[key] = _merged(default[key], value) if both else value
    return result


def _line(text: str, keys: list[str] | tuple[str, ...]) -> int:
    """The line (1-based) on which the key is set: the first mention of its name below its table's header."""
    if not keys:
        return 1
    lines = text.splitlines()
    header = re.compile(rf"\s*\[\s*{re.escape('.'.join(keys[:-1]))}\s*\]") if len(keys) > 1 else None
    start = next((n for n, line in enumerate(lines) if header and header.match(line)), 0)
    name = re.compile(rf"\s*\[?\s*(?:[\w.]+\.)?[\"']?{re.escape(keys[-1])}[\"']?\s*[=.\]]")
    return next((n for n, line in enumerate(lines) if n >= start and name.match(line)), start) + 1
