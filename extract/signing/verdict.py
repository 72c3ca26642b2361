"""Puts together what is seen over each signature region, what the page says and what signatures the file has."""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import pypdfium2 as pdfium
from rapidfuzz import fuzz

from extract.models import Box, Document, ElectronicSignature, Line, Page, SignatureRegion, Signing, union
from extract.opening import opened
from extract.sideways import Turn
from extract.signing.codes import qr_codes
from extract.signing.dates import date_strokes
from extract.signing.ink import Stamp, Stroke, drawing_on, stamps_on, strokes_on
from extract.signing.picture import Picture, picture_of, strip_print
from extract.signing.place import direction_of, place_of, print_of
from extract.work import at_page, stage

AROUND = (115.0, 55.0)
"""Points left and right of a block, and above and below it, that are looked at to see marks whole."""

STAMP_BESIDE = 25.0
"""Points by which the middle of a stamp may lie further out than that of a signature."""

NEAR_CODE = 45.0
"""Points from a block within which a QR code belongs to it."""

SIGNATURE, PARAF = 35.0, 11.0
"""Points of pen line; at least so much makes a signature, and a paraf."""

BESIDE_STAMP = 22.0
"""The same of a signature that a stamp lies over: only the ends of its line stand out."""

PARAF_SIZE = 26.0
"""Points; a mark with both sides shorter is at most a paraf."""

SAME_NAME = 88.0
"""Likeness of 100 from which the signer of a certificate is the person named in a block."""

Turned = TypeVar("Turned", Signing, ElectronicSignature)

log = logging.getLogger(__name__)

_CLAIM = re.compile(
    r"(?:di)?tanda\s?tangan\w*\s+(?:secara\s+)?(?:elektronik|digital)|sertifikat\s+elektronik|\bbsre\b|\bTTE\b",
    re.IGNORECASE,
)
_COPY = re.compile(r"^\W*t\.?t\.?d\.?\W*$", re.IGNORECASE)


class _Seen(NamedTuple):
    """What there is to see on a page that has signature regions; codes with their content."""

    page: Page
    marks: Picture
    lines: tuple[Line, ...]
    codes: list[tuple[str, Box]]


def judge(path: Path, document: Document, pages: Container[int]) -> dict[int, Signing]:
    """What is seen to sign those of ``document.signature_regions`` that are on ``pages``, by index.

    ``path`` is the PDF that ``document``, with its electronic signatures, was read from. Pages that cannot be drawn
    have no verdicts.
    """
    regions = list(enumerate(document.signature_regions))
    signatures = document.electronic_signatures
    verdicts: dict[int, Signing] = {}
    try:
        pdf = opened(path)
    except pdfium.PdfiumError:
        return {}
    try:
        for page in document.pages:
            here = [(index, region) for index, region in regions if region.page == page.number]
            if here and page.number in pages:
                verdicts |= _page_verdicts(pdf, page, document, here, signatures)
    finally:
        pdf.close()
    return verdicts


def _page_verdicts(
    pdf: pdfium.PdfDocument,
    page: Page,
    document: Document,
    here: Sequence[tuple[int, SignatureRegion]],
    signatures: Sequence[ElectronicSignature],
) -> dict[int, Signing]:
    direction = direction_of([line for _, region in here for line in region.lines])
    level, back = Turn(-direction % 360, page.height, page.width), Turn(direction, page.width, page.height)
    if direction:
        here = [(index, level.signature(region)) for index, region in here]
        signatures = [_turned(one, level) if one.page == page.number else one for one in signatures]
    try:
        with at_page(page.number), stage("signatures"):
            seen = _look(pdf, page, document, direction, level)
    except Exception:  # a library may raise anything over one broken page; the others are still worth a look
        log.warning("page cannot be drawn", exc_info=True, extra={"page": page.number})
        return {}
    regions = [region for _, region in here]
    verdicts = {}
    for index, region in here:
        signing = _verdict(seen, region, [other for other in regions if other is not region], signatures)
        date = date_strokes(seen.marks, seen.lines, region) if page.kind == "scan" else None
        signing = msgspec.structs.replace(signing, date=date)
        verdicts[index] = _turned(signing, back) if direction else signing
    return verdicts


def _look(pdf: pdfium.PdfDocument, page: Page, document: Document, direction: int, level: Turn) -> _Seen:
    """What there is to see on a page; where its text runs in another ``direction``, turned so that it is ``level``."""
    opened = pdf[page.number - 1]
    try:
        whole = picture_of(opened)
        marks = whole
        if page.kind == "digital":
            strip_print(opened)
            marks = picture_of(opened)
    finally:
        opened.close()
    lines = [line for paragraph in page.paragraphs for line in paragraph.lines]
    lines += [
        line for table in document.tables for cell in table.cells for line in cell.lines if line.page == page.number
    ]
    if not direction:
        return _Seen(page, marks, tuple(lines), qr_codes(whole))
    page = msgspec.structs.replace(page, marks=tuple(map(level.mark, page.marks)))
    return _Seen(page, marks.upright(direction), tuple(map(level.line, lines)), qr_codes(whole.upright(direction)))


def _turned(seen: Turned, turn: Turn) -> Turned:
    """A verdict or a signature with its boxes on the turned page."""
    boxes = {name: box and turn.box(box) for name in ("box", "date") if (box := getattr(seen, name, None))}
    return msgspec.structs.replace(seen, **boxes)


def _verdict(
    seen: _Seen,
    region: SignatureRegion,
    others: Sequence[SignatureRegion],
    signatures: Sequence[ElectronicSignature],
) -> Signing:
    own = next((one for one in signatures if _stands_at(one, region) or _signs_for(one, region)), None)
    if own is not None:
        return _electronic(own, 0.95 if own.box else 0.85)
    codes = [code for code in seen.codes if _nearest(code[1], [region, *others]) is region]
    said = [(line, _nearest(line.box, [region, *others])) for line in seen.lines if _CLAIM.search(line.text)]
    claims = [line for line, at in said if at is region]
    strokes, stamps = _marks(seen, region, others, [box for _, box in codes])
    length = sum(stroke.length for stroke in strokes)
    if _is_signature(strokes, bool(stamps), bool(codes or claims)):
        return _ink(seen.page, strokes, stamps, length)
    if codes or claims:
        return _claim(claims, codes)
    if stamps:
        return Signing("stamp", round(0.8 * stamps[0].seen, 2), stamps[0].box)
    if length >= PARAF:
        return Signing("paraf", 0.6, union(stroke.box for stroke in strokes))
    footers = [line for line, at in said if at is None]
    if footers:
        return Signing("claim", 0.5, footers[0].box, f"halaman ini memuat “{footers[0].text}”")
    if any(_COPY.match(line.text) for line in region.lines):
        return Signing("nothing", 0.7, None, "tertulis “ttd” sebagai pengganti tanda tangan")
    return Signing("nothing", 0.95 if seen.page.kind == "digital" else 0.9)


def _marks(
    seen: _Seen, region: SignatureRegion, others: Sequence[SignatureRegion], known: Sequence[Box]
) -> tuple[list[Stroke], list[Stamp]]:
    """Strokes and stamps whose middle lies at the place to sign; what is in ``known`` boxes is accounted for."""
    x0, top, x1, bottom = region.box
    clip = seen.marks.clip((x0 - AROUND[0], top - AROUND[1], x1 + AROUND[0], bottom + AROUND[1]))
    if 0 in clip.pixels.shape:
        return [], []
    drawing = drawing_on(clip)
    stamps = stamps_on(drawing)
    lines = [line for line in region.lines if not any(stamp.holds(line.box) for stamp in stamps)]
    place = place_of(msgspec.structs.replace(region, lines=tuple(lines)), others)
    printed = print_of(seen.lines, place) if seen.page.kind == "scan" else []
    strokes = [one for one in strokes_on(drawing, [*printed, *known], stamps) if _inside(*one.middle, place.core)]
    left, high, right, low = place.core
    # A stamp is set beside the signature, half over it.
    beside = (left - STAMP_BESIDE, high, right + STAMP_BESIDE, low)
    return strokes, [stamp for stamp in stamps if _inside(stamp.x, stamp.y, beside)]


def _ink(page: Page, strokes: Sequence[Stroke], stamps: Sequence[Stamp], length: float) -> Signing:
    box = union(stroke.box for stroke in strokes)
    pictures = [mark.box for mark in page.marks if mark.kind == "image" and _share(box, mark.box) > 0.5]
    pasted = page.kind == "digital" and bool(pictures)
    confidence = min(0.98, 0.6 + (length - SIGNATURE) / 250 + (0.05 if stamps else 0.0))
    return Signing("image" if pasted else "ink", round(confidence, 2), box, "dengan stempel" if stamps else "")


def _is_signature(strokes: Sequence[Stroke], stamped: bool, claimed: bool) -> bool:
    """Whether strokes are enough for a signature: seals of certificates have lines of their own."""
    if not strokes:
        return False
    length = sum(stroke.length for stroke in strokes)
    if stamped:
        return length >= BESIDE_STAMP
    x0, top, x1, bottom = union(stroke.box for stroke in strokes)
    return length >= SIGNATURE * (3 if claimed else 1) and max(x1 - x0, bottom - top) >= PARAF_SIZE


def _claim(lines: Sequence[Line], codes: Sequence[tuple[str, Box]]) -> Signing:
    details = [f"tertulis “{line.text}”" for line in lines[:1]]
    details += [f"kode QR: {content}" if content else "kode QR yang tidak terbaca" for content, _ in codes[:1]]
    box = union([*(line.box for line in lines), *(box for _, box in codes)])
    return Signing("claim", 0.9 if lines and codes else 0.75, box, "; ".join(details))


def _electronic(signature: ElectronicSignature, confidence: float) -> Signing:
    said = [f"ditandatangani secara elektronik oleh {signature.signer}" if signature.signer else ""]
    said += [signature.problem or ""]
    return Signing("electronic", confidence, signature.box, "; ".join(filter(None, said)))


def with_unnamed(
    regions: Sequence[SignatureRegion], verdicts: dict[int, Signing], signatures: Sequence[ElectronicSignature]
) -> dict[int, Signing]:
    """Claims of electronic signing are proven where the file has a signature that goes with no named block."""
    free = [one for one in signatures if not any(_stands_at(one, r) or _signs_for(one, r) for r in regions)]
    claims = [index for index, signing in verdicts.items() if signing.kind == "claim"]
    proven = {}
    if free and len(claims) <= len(free):
        proven = {index: _electronic(one, 0.6) for index, one in zip(claims, free, strict=False)}
    return verdicts | proven


def _stands_at(signature: ElectronicSignature, region: SignatureRegion) -> bool:
    return signature.page == region.page and signature.box is not None and _near(signature.box, region.box, 0.0)


def _signs_for(signature: ElectronicSignature, region: SignatureRegion) -> bool:
    """Whether the signer is named in the region; titles behind the comma may differ."""
    signer = _letters(signature.signer)
    return len(signer) > 5 and any(fuzz.ratio(signer, _letters(line.text)) >= SAME_NAME for line in region.lines)


def _letters(name: str) -> str:
    bare = re.sub(r"\b(?:prof|drs?|dra|ir|hj?|dr)\b\.?\s*", "", name.split(",")[0], flags=re.IGNORECASE)
    return " ".join(re.sub(r"[^\w\s]", " ", bare).upper().split())


def _nearest(box: Box, regions: Sequence[SignatureRegion]) -> SignatureRegion | None:
    """The region to which something on its page belongs; None when it stands apart from all."""
    near = [region for region in regions if _near(box, region.box)]
    return min(near, key=lambda r: abs(box[0] + box[2] - r.box[0] - r.box[2]), default=None)


def _near(box: Box, block: Box, within: float = NEAR_CODE) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return _inside(x, y, (block[0] - within, block[1] - within, block[2] + within, block[3] + within))


def _inside(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _share(box: Box, other: Box) -> float:
    """The part of ``box`` that lies in ``other``."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    return max(0.0, width) * max(0.0, height) / max(1e-6, (box[2] - box[0]) * (box[3] - box[1]))
