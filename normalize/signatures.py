"""Signature blocks and the persons that a PK names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from extract.models import Document, Line, SignatureRegion
from normalize.dates import place_and_date
from normalize.doubt import is_confirmed, is_confirmed_name
from normalize.models import Nip, PkParty, Segment, SignatureBlock, Source
from normalize.parties import clause_parties
from normalize.people import check_nip, is_position, is_rank, person_name
from normalize.rows import source_of
from normalize.titles import PageSigns
from normalize.units import find_units

ROOM_ABOVE = 60.0
"""Points above a block within which a line of place and date belongs to it."""

ROOM_TO_SIGN = 12.0
"""Points of empty paper above a line that make it a name, where neither rank nor NIP stands below it."""

NIP_DIGITS = 18

LEGIBLE = 0.7
"""Share of letters in what OCR reads as a name."""

SHORTEST, SURE = 3, 0.6
"""Letters of a word that makes a line a name for OCR, and the confidence it needs when it is the only one."""

_TEXT = ("text-layer", "scanner-layer")
"""Readers that are not OCR."""

_PARTY = re.compile(r"^\W*pihak\s+(?P<party>pertama|kesatu|kedua|ke-?\s?(?:1|2|i|ii))\b", re.IGNORECASE)
_SECOND = re.compile(r"kedua|2|ii", re.IGNORECASE)
_NIP = re.compile(r"^\W*N\s?I\s?P\b[\s.:]*(?P<number>.*)$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_COMMA = re.compile(r"(?<=[^\W\d_]{4})[.:;](?=\s)")
_PLACE_ONLY = re.compile(r"^(?P<place>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,2})\s*,[\s.…_-]*$")
_AREA = re.compile(r"(?:provinsi|kabupaten|kota|kecamatan|kelurahan)\b", re.IGNORECASE)
_BARE_NIP = re.compile(r"^\d{8}\s?\d{6}\s?\d\s?\d{3}$")
_LABEL = re.compile(
    r"^(?:mengetahui|menyetujui|disetujui|disahkan|mengesahkan|atasan\s+langsung|pejabat\s+penilai|hormat\s+kami|"
    r"dibuat\s+oleh|(?:kuasa\s+)?pengguna\s+anggaran$|yang\s+\w+|ditetapkan\s+di|pada\s+tanggal)\b",
    re.IGNORECASE,
)


class _Signing(msgspec.Struct, frozen=True):
    """Place and date of one block."""

    place: str | None = None
    text: str | None = None
    iso: str | None = None


def signature_blocks(
    document: Document, segments: Sequence[Segment], parties: Sequence[PkParty]
) -> list[SignatureBlock]:
    """What each signature region of ``document`` says, in order.

    ``segments`` are those of the same document, ``parties`` the persons whom its PK name. Where two columns sign side
    by side and only one has place and date above it, both have them.
    """
    scans = {page.number for page in document.pages if page.kind == "scan"}
    clauses = [party.at for party in parties]
    regions = [region for region in document.signature_regions if not _is_clause(region, clauses)]
    lines = {page.number: [line for one in page.paragraphs for line in one.lines] for page in document.pages}
    own = [_signing(region, lines[region.page]) for region in regions]
    blocks = []
    for at, region in enumerate(regions):
        segment = _segment_at(segments, region.page)
        if segment is not None:
            signing = own[at] if own[at].text or own[at].place else _neighbours(at, regions, own)
            block = _block(document.path, region, segment, signing, region.page in scans)
            if _is_block(block, region):
                blocks.append(block)
    return blocks


def pk_parties(document: str, segments: Sequence[Segment], pages: Sequence[PageSigns]) -> list[PkParty]:
    """The persons whom the clauses of the PK in ``document`` (path) name, in order; ``pages`` are its signs."""
    found = []
    for signs in pages:
        segment = _segment_at(segments, signs.page)
        if segment is None:
            continue
        for party in clause_parties([signs]):
            at = msgspec.structs.replace(party.name_row.source(document), text=party.name)
            below = party.position_row.source(document) if party.position_row else None
            found.append(PkParty(segment.id, party.party, party.name, party.position, at, below))
    return found


def _is_clause(region: SignatureRegion, names: Sequence[Source]) -> bool:
    """Whether a region is part of a PK's clause, whose names and posts stand in a column as those of a signatory do."""
    top, bottom = region.box[1] - 2 * ROOM_TO_SIGN, region.box[3]
    return any(name.page == region.page and top < name.box[1] < bottom for name in names)


def _is_block(block: SignatureBlock, region: SignatureRegion) -> bool:
    """Whether there is enough of a signatory: a name or NIP or party, or a post that is dated, labelled or marked."""
    if block.nip or block.party:
        return True
    labelled = any(_LABEL.match(line.text) for line in region.lines)
    if block.position is None:
        return bool(block.name) and (block.date_text is not None or labelled)
    return bool(block.name or block.date_text or labelled or block.marked)


def _segment_at(segments: Sequence[Segment], page: int) -> Segment | None:
    return next((segment for segment in segments if segment.first <= page <= segment.last), None)


def _signing(region: SignatureRegion, lines: Sequence[Line]) -> _Signing:
    """Place and date in the region, else in the lines of the page right above it."""
    left, top = region.box[:2]
    above = [line for line in lines if top - ROOM_ABOVE <= line.box[1] < top and line.box[2] > left]
    within, over = _read_signing(region.lines), _read_signing(above)
    if within is None or over is None:
        return within or over or _Signing()
    return within if within.place or not within.text else msgspec.structs.replace(within, place=over.place)


def _read_signing(lines: Sequence[Line]) -> _Signing | None:
    place: str | None = None
    for line in lines:
        # OCR takes the comma behind a place for another sign.
        text = _COMMA.sub(",", line.text, count=1) if _is_ocr(line) else line.text
        signing = place_and_date(text.rstrip(" ,;"))
        if signing is None:
            # Further down a name may end with a comma too.
            place = place or (_place_alone(text) if line.box[1] - lines[0].box[1] < ROOM_ABOVE else None)
            continue
        where, printed, date = signing
        place = where or place
        if printed:
            return _Signing(place, printed, date.iso if date else None)
    return _Signing(place) if place else None


def _place_alone(text: str) -> str | None:
    """The place in a line that leaves the whole date to be filled in ("Sukamaju,")."""
    match = _PLACE_ONLY.match(" ".join(text.split()))
    if match is None or _PARTY.match(text) or _LABEL.match(text):
        return None
    if _is_post(match["place"]) or _AREA.match(match["place"]):  # the end of a post: "Kepala Dinas / Kabupaten X,"
        return None
    return match["place"]


def _neighbours(at: int, regions: Sequence[SignatureRegion], own: Sequence[_Signing]) -> _Signing:
    """Place and date of the block beside the one at ``at``."""
    region = regions[at]
    for other, signing in zip(regions, own, strict=True):
        dated = signing.text or signing.place
        if other is not region and other.page == region.page and dated and _side_by_side(region, other):
            return signing
    return _Signing()


def _side_by_side(a: SignatureRegion, b: SignatureRegion) -> bool:
    overlap = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return overlap > 0.5 * min(a.box[3] - a.box[1], b.box[3] - b.box[1])


def _block(document: str, region: SignatureRegion, segment: Segment, signing: _Signing, scan: bool) -> SignatureBlock:
    lines, at = _without_stamp(region.lines), source_of(document, region.lines)
    nip_line = next((line for line in lines if _NIP.match(line.text) or _BARE_NIP.match(line.text)), None)
    name_line = _name_line(lines, nip_line, region.box[1])
    # Readers stumble over what is drawn across a block; it is known as surely as its name or NIP is.
    known = [source_of(document, [line]).confidence for line in (name_line, nip_line) if line] or [at.confidence]
    return SignatureBlock(
        segment=segment.id,
        at=msgspec.structs.replace(at, box=region.box, confidence=max(known)),
        position=_position(lines, name_line, nip_line),
        name=_name(name_line) if name_line else None,
        name_at=_name_at(document, name_line) if name_line else None,
        nip=_nip(document, nip_line) if nip_line else None,
        party=_party(lines),
        place=signing.place,
        date_text=signing.text,
        date=signing.iso,
        marked=region.signing.kind != "nothing" if region.signing else bool(region.marks),
        on_scan=scan,
        signing=region.signing,
    )


def _without_stamp(lines: Sequence[Line]) -> list[Line]:
    """The lines without the small print of a stamp drawn over them."""
    sizes = sorted(word.size for line in lines for word in line.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    kept = [line for line in lines if not usual or max(word.size for word in line.words) > 0.75 * usual]
    return sorted(kept, key=lambda line: line.box[1])


def _party(lines: Sequence[Line]) -> Literal["pertama", "kedua"] | None:
    for line in lines:
        match = _PARTY.match(line.text)
        if match:
            return "kedua" if _SECOND.search(match["party"]) else "pertama"
    return None


def _name_line(lines: Sequence[Line], nip_line: Line | None, top: float) -> Line | None:
    """The line with the name; of a picture, where ranks are misread, the first line below the room to sign.

    ``top`` is that of the region, which begins above the lines where something is drawn there.
    """
    above = [top, *(line.box[3] for line in lines[:-1])]
    rooms = [at for at, line in enumerate(lines) if line.box[1] - above[at] >= ROOM_TO_SIGN]
    if rooms and _is_ocr(lines[rooms[-1]]):
        below = [line for line in lines[rooms[-1] :] if line is not nip_line and not _is_label(line)]
        if found := next((line for line in below if _name(line) is not None), None):
            return found
    return _lowest_name(lines, nip_line, set(rooms))


def _lowest_name(lines: Sequence[Line], nip_line: Line | None, rooms: Collection[int]) -> Line | None:
    """The lowest line that can be a name and stands over a rank or NIP, or below room to sign."""
    backed = False  # whether a rank or NIP has been passed on the way up
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line is nip_line or is_rank(line.text):
            backed = True
            continue
        if _is_label(line):
            continue
        if (backed or at in rooms) and _name(line) is not None:
            return line
        backed = False
    return None


def _is_label(line: Line) -> bool:
    return bool(_LABEL.match(line.text) or _PARTY.match(line.text) or place_and_date(line.text))


def _is_ocr(line: Line) -> bool:
    return line.words[0].source not in _TEXT


def _name(line: Line) -> str | None:
    """The name a line prints; titles after the comma may be in any spelling, and of a picture any letters misread."""
    name = " ".join(line.text.split()).strip(" ()_")
    known = person_name(line.text) or person_name(line.text.split(",")[0])
    if not _is_ocr(line):
        return name if known else None
    words = [word for word in line.words if len(_LETTERS.findall(word.text)) >= SHORTEST]
    if not known and (is_rank(name) or _is_post(name) or len(_LETTERS.findall(name)) < LEGIBLE * len(name)):
        return None
    return name if len(words) > 1 or any(word.confidence > SURE for word in words) else None


def _name_at(document: str, line: Line) -> Source:
    """Where a name stands; of a picture it is confirmed when two readers agree on it up to the titles behind it."""
    source = source_of(document, [line])
    if not _is_ocr(line):
        return source
    ends = [at for at, word in enumerate(line.words, start=1) if word.text.endswith(",")]
    confirmed = is_confirmed_name(line.words[: ends[0]] if ends else line.words)
    if confirmed or not all(word.others for word in line.words if _LETTERS.search(word.text)):
        return msgspec.structs.replace(source, confirmed=confirmed)
    return msgspec.structs.replace(source, others=tuple(text for text in _readings(line)[1:] if text != line.text))


def _position(lines: Sequence[Line], name_line: Line | None, nip_line: Line | None) -> str | None:
    """The post: the lines above the name that are neither label, party nor date; some print their office instead."""
    words: list[str] = []
    for at, line in enumerate(lines):
        below_room = bool(words) and line.box[1] - lines[at - 1].box[3] >= ROOM_TO_SIGN
        if line is name_line or line is nip_line or below_room:
            break
        text = _PARTY.sub("", line.text).strip(" ,")
        if text and not _LABEL.match(text) and not place_and_date(text) and (words or _is_post(text)):
            words.append(text)
    post = " ".join(words)
    return post if post and _is_post(post) else (words[0] if words else None)


def _is_post(text: str) -> bool:
    return is_position(text) or bool(find_units(text))


def _nip(document: str, line: Line) -> Nip:
    """The NIP of a line; of several readings the first that can be one.

    Not judged where readers see unlike figures, or not as many as a NIP has: they lose some at the edge of a line.
    """
    source = msgspec.structs.replace(source_of(document, [line]), confirmed=_is_ocr(line) and is_confirmed([line]))
    read = list(dict.fromkeys(_digits(text) for text in _readings(line)))
    (raw, digits), *_ = read
    if not digits:
        return Nip(raw, "", source)
    if _is_ocr(line):  # which loses and invents spaces
        read = [(_grouped(digits) or raw, digits) for raw, digits in read]
        raw = read[0][0]
    good = next(((raw, digits) for raw, digits in read if digits and check_nip(digits) is None), None)
    if good is not None:
        return Nip(*good, source)
    whole = len(digits) == NIP_DIGITS and len({digits for _, digits in read}) == 1 and _is_read_twice(line)
    return Nip(raw, digits, source, check_nip(digits) if whole or not _is_ocr(line) else None)


def _grouped(digits: str) -> str | None:
    """A NIP as it is usually printed, in groups; None when it has not as many digits as a NIP."""
    if len(digits) != NIP_DIGITS:
        return None
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def _digits(text: str) -> tuple[str, str]:
    match = _NIP.match(text)
    raw = (match["number"] if match else text).strip(" .,:;")
    return raw, re.sub(r"\D", "", raw)


def _readings(line: Line) -> list[str]:
    """The text of a line, and as each other reader saw it."""
    engines = dict.fromkeys(reading.engine for word in line.words for reading in word.others)
    seen = [
        " ".join(next((r.text for r in word.others if r.engine == engine), word.text) for word in line.words)
        for engine in engines
    ]
    return [line.text, *seen]


def _is_read_twice(line: Line) -> bool:
    return all(word.others for word in line.words if any(map(str.isdigit, word.text)))
