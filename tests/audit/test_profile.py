from __future__ import annotations

from pathlib import Path

import pytest

from audit.profile import ProfileError, load


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "daerah.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_disables_nothing() -> None:
    assert load().rules.disabled == ()


def test_a_file_overrides_key_by_key(tmp_path: Path) -> None:
    assert load(written(tmp_path, '[rules]\ndisabled = ["F601"]\n')).rules.disabled == ("F601",)
    assert load(written(tmp_path, "")) == load()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n[rules]\n# x\ndisable = []\n", r"daerah\.toml:4: unknown key rules\.disable"),
        ("[rule]\ndisabled = []\n", r"daerah\.toml:1: unknown key rule"),
        ('\n[rules]\n\ndisabled = "F601"\n', r"daerah\.toml:4: wrong value"),
        ("[rules]\ndisabled = [1]\n", r"daerah\.toml:2: wrong value"),
        ("rules = 3\n", r"daerah\.toml:1: wrong value"),
        ("[rules\n", r"daerah\.toml: not valid TOML.*line 1"),
    ],
)
def test_a_wrong_key_or_value_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProfileError, match=message):
        load(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        load(tmp_path / "none.toml")
