"""The persons that a submission's documents name, and which of the printed names are of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from audit.findings import TRUSTED_READERS
from audit.scope import same_position
from normalize.models import Nip, Source, Submission
from normalize.people import person_name, same_person

SIMILAR = 0.8
"""From here on two names in one office are one person's, spelled differently."""

_DIGITS_OFF = 2
"""NIP that differ in no more digits are meant to be the same: birth date and appointment make them unlike otherwise."""
_ONE_NIP, _NEAR_NIP = 0.5, 0.65
"""How alike names have to be to be one person's: under one NIP (or, in one office, two that are nearly the same), and
under two that are nearly the same. Names that have nothing to do with each other come to 0.5 by chance."""
_NIP_LENGTH = 18
_OLD_SPELLING = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("nj", "ny"),
    ("y", "i"),
    ("ie", "i"),
    ("kh", "h"),
)
_SHAPES = str.maketrans("ltjqdcgvf", "iiiooooue")
"""Letters as readers of pictures take them for each other in capitals."""
_READ_TWICE = 2
"""Places at which a spelling has to be read from pictures, where signatures run over the names, to be believed."""


_ACTING = (
    ("Plt.", r"plt\b|pelaksana tugas\b"),
    ("Plh.", r"plh\b|pelaksana harian\b"),
    ("Pjs.", r"pjs\b|penjabat sementara\b"),
    ("Pj.", r"pj\b|penjabat\b"),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at one place of a document: in a signature block or in the opening clause of an agreement."""

    segment: str
    name: str
    at: Source
    position: str | None = None
    nip: Nip | None = None

    @property
    def key(self) -> str:
        """The name without titles, spaces and letter case."""
        return key_of(self.name)

    @property
    def printed(self) -> bool:
        """Whether the name was read from a text layer."""
        return self.at.reader in TRUSTED_READERS


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """A name for comparison: without titles, spaces and letter case."""
    known = person_name(name)
    return (known.key if known else re.sub(r"[^a-z]", "", name.casefold())).replace(" ", "")


def acting_title(position: str) -> str | None:
    """The acting title in front of an office ("Plt.", "Plh.", "Pj.", "Pjs."); None when the post is held in full."""
    text = " ".join(re.sub(r"[.,]", " ", position).split())
    return next((title for title, pattern in _ACTING if re.match(pattern, text, re.IGNORECASE)), None)


def mentions(submission: Submission) -> list[Mention]:
    """Every person named in a clause or signature block, in the order of the documents.

    A block that does not print the office takes it from the clause of the same document.
    """
    parties = [Mention(one.segment, one.name, one.at, one.position) for one in submission.parties]
    blocks = [
        Mention(one.segment, one.name, one.name_at or one.at, one.position, one.nip)
        for one in submission.signatures
        if one.name
    ]
    known = [one for one in blocks if one.position] + parties
    found = [*parties, *(one if one.position else replace(one, position=_office(one, known)) for one in blocks)]
    return sorted(found, key=lambda one: (one.at.document, one.at.page, one.at.box[1]))


def persons(submission: Submission) -> list[list[Mention]]:
    """The mentions grouped by person.

    Two mentions are one person's when their NIP agree up to misprints, when the name is the same in one office, or
    when it is nearly the same in one office or document and no NIP speaks against it.
    """
    groups: list[list[Mention]] = []
    for mention in mentions(submission):
        ours = [group for group in groups if any(_same(submission.unit, mention, other) for other in group)]
        groups = [group for group in groups if group not in ours]
        groups.append([one for group in ours for one in group] + [mention])
    return groups


def ordinary_variant(one: str, other: str) -> bool:
    """Whether two spellings of a name are both usual: old spelling, doubled letters, initials, a name left out."""
    left, right = _modern(key_of(one)), _modern(key_of(other))
    return left == right or same_person(one, other) == 0.9 or _shortened(one, other)


def doubtful(readings: Sequence[Source]) -> bool:
    """Whether a spelling may be the reader's: it was read from a picture, at one place only and by one reader."""
    looked_at = any(at.reader in TRUSTED_READERS or at.confirmed or at.others for at in readings)
    return len(readings) < _READ_TWICE and not looked_at


def told_apart(spelling: Sequence[Mention], usual: Sequence[Mention]) -> bool:
    """Whether two spellings of a name are unlike whichever reader of a picture is right about either.

    Letters of one shape (I and L, O and Q) do not make them so, nor does a single letter where readers disagree.
    """
    clearest = [max(group, key=lambda one: (one.printed, one.at.confirmed)) for group in (spelling, usual)]
    if all(one.printed for one in clearest):
        return True
    sure = all(one.printed or one.at.confirmed for one in clearest)
    ours, theirs = ({_shape(key_of(text)) for text in (one.name, *one.at.others)} for one in clearest)
    return min(Levenshtein.distance(one, other) for one in ours for other in theirs) >= (1 if sure else 2)


def close_nip(one: Nip, other: Nip) -> bool:
    """Whether two NIP differ by misprints only."""
    lengths = {len(one.digits), len(other.digits)}
    return max(lengths) >= _NIP_LENGTH - 1 and Levenshtein.distance(one.digits, other.digits) <= _DIGITS_OFF


def _same(unit: str | None, one: Mention, other: Mention) -> bool:
    if one.nip and other.nip and one.nip.digits and other.nip.digits:
        if close_nip(one.nip, other.nip):
            certain = one.nip.digits == other.nip.digits or _same_office(unit, one, other)
            return same_person(one.name, other.name) >= (_ONE_NIP if certain else _NEAR_NIP)
        return one.key == other.key and _same_office(unit, one, other)
    if one.key == other.key:
        return True
    return same_person(one.name, other.name) >= SIMILAR and (
        one.segment == other.segment or _same_office(unit, one, other)
    )


def _same_office(unit: str | None, one: Mention, other: Mention) -> bool:
    return one.position is not None and other.position is not None and same_position(one.position, other.position, unit)


def _office(block: Mention, known: Sequence[Mention]) -> str | None:
    """The office that the same document gives a person elsewhere."""
    here: Iterator[Mention] = (one for one in known if one.segment == block.segment)
    return next((one.position for one in here if same_person(one.name, block.name) >= SIMILAR), None)


def _shape(key: str) -> str:
    return key.replace("rn", "m").translate(_SHAPES)


def _modern(key: str) -> str:
    for old, new in _OLD_SPELLING:
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key).rstrip("h")


def _shortened(one: str, other: str) -> bool:
    """Whether one name is the other with words left out."""
    first, second = (person_name(name) for name in (one, other))
    if first is None or second is None:
        return False
    short, long = sorted((first.key.split(), second.key.split()), key=len)
    rest = iter(long)
    return len(short) < len(long) and all(any(word == whole for whole in rest) for word in short)
