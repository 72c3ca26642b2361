"""Where on a page people sign: the lines of each signatory and what is drawn over them.

Found by shape: a short column that names a role, then room to sign, then a name, often underlined, often with a NIP.
What the lines mean (who, as what, when) is for the next room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import msgspec

from extract.models import Box, Line, Mark, SignatureRegion, union

COLUMN_GAP = 22.0
"""Points; words of one line further apart than this stand in different columns."""

ROOM_TO_SIGN = (18.0, 170.0)
"""Points between the last line of the role and the name."""

TALL = 1.75
"""Of the usual height of a page's lines: what was read of a picture and is higher is pen strokes or a stamp."""

SURE = 0.9
"""Confidence from which a single short word read of a picture is believed to be print."""

SHORT_WORD, SHORT_NAME = 6, 4
"""Letters; pen strokes are not read as words this long, and no name beside another is shorter."""

_ASKS_TO_SIGN = re.compile(
    r"^(?:pihak\s+(?:pertama|ke\s?satu|kedua)|mengetahui|menyetujui|disahkan|yang\s+(?:membuat|menyatakan|melapor))",
    re.I,
)
ROLE = re.compile(
    r"^(?:pihak\s+(?:pertama|ke\s?satu|kedua)|mengetahui|menyetujui|disahkan|atasan\s+langsung|pejabat\b|yang\s+(?:membuat|"
    r"menyatakan|melapor|berjanji|dinilai)|hormat\s+kami|dibuat\s+oleh|penyusun|"
    r"(?:an?\.?\s*n\.?\s+|plt\.?\s+|plh\.?\s+|pj\.?\s+|pjs\.?\s+|penjabat\s+)*(?:camat|kepala|sekretaris|bupati|wali\s?kota|gubernur|"
    r"lurah|inspektur|direktur|ketua|kasi\b|kasubb?ag|bendahara|pengguna\s+anggaran|kuasa\s+pengguna|pelaksana|pengelola|"
    r"pengadministrasi|analis|auditor|asisten)\b)",
    re.IGNORECASE,
)
_NIP = re.compile(r"^N\s?I\s?P\b\.?|^\d{8}\s\d{6}\s\d\s\d{3}$", re.IGNORECASE)
MONTH = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*"
_PLACE_DATE = re.compile(
    r"^(?:ditetapkan\s+di|[A-Z][A-Za-z .]{2,30},\s*(?:tanggal\s+)?(?:\d{1,2}|[.…_]{2,})?\s*"
    rf"(?:{MONTH}|[.…_]{{2,}}|[-/]\d)"
    r"|[A-Z][A-Za-z .]{2,30},\s*(?:\d{1,2}\s*)?[.…_]*\s*(?:19|20)\d\d$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"^\(?[A-Z.…_]")
_LONGEST = 70
"""Characters; no line of a signature block is longer."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_TEXT = ("text-layer", "scanner-layer")
"""Sources of words that are not read of a picture here."""

_SIGNS = re.compile(r"^[^\w(]+(?=[^\W\d_])|^_+(?=[^\W\d_])")
_STATEMENT = re.compile(r"\s:\s|;$|^\d+[.)]\s")


def signature_regions(page: int, lines: Sequence[Line], width: float, marks: Sequence[Mark]) -> list[SignatureRegion]:
    """The regions of one page in reading order; ``lines`` are those outside tables, ``width`` is the page's."""
    pieces = [piece for line in _printed(lines) for piece in _pieces(line)]
    candidates = [piece for piece in pieces if piece.box[2] - piece.box[0] < 0.62 * width]
    columns = [column for column in map(_trimmed, _columns(candidates)) if column]
    columns += _without_role(candidates, columns)
    regions = [(_region(page, column, marks), column) for column in columns]
    sure = [region for region, column in regions if region.marks or _is_signing(column)]
    beside = [region for region, _ in regions if region not in sure and any(_side_by_side(region, one) for one in sure)]
    return _reading_order(sure + beside)


def _printed(lines: Sequence[Line]) -> list[Line]:
    """The lines without what OCR took pen strokes for: whole lines, and signs before the first letter of one."""
    usual = median(_height(line) for line in lines) if lines else 0.0
    return [_bare(line) for line in lines if not (_is_ocr(line) and _is_stroke(line, usual))]


def _bare(line: Line) -> Line:
    first, *others = line.words
    bare = _SIGNS.sub("", first.text)
    if not _is_ocr(line) or bare == first.text:
        return line
    return Line(line.page, (msgspec.structs.replace(first, text=bare), *others))


def _is_ocr(line: Line) -> bool:
    return line.words[0].source not in _TEXT


def _is_stroke(line: Line, usual: float) -> bool:
    words = len(_WORD.findall(line.text))
    if _height(line) > TALL * usual:
        return words < 2
    short = sum(char.isalpha() for char in line.text) < SHORT_WORD
    return short and len(line.words) == 1 and line.words[0].confidence < SURE and not _NIP.match(line.text)


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]


def _side_by_side(a: SignatureRegion, b: SignatureRegion) -> bool:
    """Whether two regions share more than half of the height of the lower one."""
    overlap = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return overlap > 0.5 * min(a.box[3] - a.box[1], b.box[3] - b.box[1])


def _is_signing(column: Sequence[Line]) -> bool:
    """Whether the words alone show that somebody signs here; roles and names also stand in charts and lists."""
    texts = [line.text for line in column]
    return any(_NIP.match(text) or _PLACE_DATE.match(text) or _ASKS_TO_SIGN.match(text) for text in texts)


def _reading_order(regions: list[SignatureRegion]) -> list[SignatureRegion]:
    """Top to bottom, and left to right those that stand side by side."""
    ordered: list[SignatureRegion] = []
    bottom = 0.0  # of the rank of regions that is being filled
    rank: list[SignatureRegion] = []
    for region in sorted(regions, key=lambda r: r.box[1]):
        if rank and region.box[1] >= bottom:
            ordered += sorted(rank, key=lambda r: r.box[0])
            rank = []
        bottom = max(bottom, region.box[3]) if rank else region.box[3]
        rank.append(region)
    return ordered + sorted(rank, key=lambda r: r.box[0])


def _pieces(line: Line) -> list[Line]:
    """A line parted where a wide gap parts two columns."""
    groups = [[line.words[0]]]
    for word in line.words[1:]:
        if word.box[0] - groups[-1][-1].box[2] > COLUMN_GAP:
            groups.append([])
        groups[-1].append(word)
    return [Line(line.page, tuple(words)) for words in groups]


def _without_role(pieces: Sequence[Line], columns: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Signatories whose role is not printed: a name over a NIP, or a name beside the name of another signatory."""
    used = {piece.box for column in columns for piece in column}
    free = [piece for piece in pieces if piece.box not in used]
    names = [column[gap] for column in columns if (gap := _gap_at(column)) is not None]
    found = []
    for piece in free:
        if _NIP.match(piece.text):
            above = [p for p in free if 0 < piece.box[1] - p.box[1] < 34 and _lines_up([piece], p)]
            if above and all(_NAME.match(p.text) for p in above):
                found.append([*above, piece])
    used |= {piece.box for column in found for piece in column}
    for piece in free:
        letters = sum(map(str.isalpha, piece.text))
        beside = any(abs(piece.box[3] - name.box[3]) < 24 for name in names)
        if piece.box not in used and beside and letters >= SHORT_NAME and _is_name(piece):
            found.append([piece])
    return found


def _columns(pieces: Sequence[Line]) -> list[list[Line]]:
    """Columns of pieces, each begun by a role or a place and date, followed downwards as long as pieces line up."""
    ordered = sorted(pieces, key=lambda piece: (piece.box[1], piece.box[0]))
    used: set[int] = set()
    columns = []
    for i, piece in enumerate(ordered):
        if i in used or not _begins(piece.text):
            continue
        column = [piece]
        used.add(i)
        for j in range(i + 1, len(ordered)):
            below = ordered[j]
            if below.box[1] - column[-1].box[3] > ROOM_TO_SIGN[1] or _closes(column):
                break
            if j not in used and _lines_up(column, below) and below.box[1] >= column[-1].box[3] - 3:
                if _STATEMENT.search(below.text) or (_begins(below.text) and _signed_off(column)):
                    break
                column.append(below)
                used.add(j)
        columns.append(column)
    return columns


def _begins(text: str) -> bool:
    return (
        len(text) < _LONGEST
        and bool(ROLE.match(text) or _PLACE_DATE.match(text))
        and not text.rstrip().endswith((".", ";", ":"))
    )


def _closes(column: Sequence[Line]) -> bool:
    return bool(_NIP.match(column[-1].text))


def _gap_at(column: Sequence[Line]) -> int | None:
    """Index of the first line below the room to sign; None when there is no such room."""
    for i in range(1, len(column)):
        if column[i].box[1] - column[i - 1].box[3] >= ROOM_TO_SIGN[0] and not ROLE.match(column[i].text):
            return i
    return None


def _signed_off(column: Sequence[Line]) -> bool:
    return _gap_at(column) is not None


def _lines_up(column: Sequence[Line], below: Line) -> bool:
    """Whether a piece stands under a column: their middles are near, or their left edges are, and they overlap."""
    x0, _, x1, _ = union(line.box for line in column)
    left, _, right, _ = below.box
    overlap = min(x1, right) - max(x0, left)
    near = abs((x0 + x1) / 2 - (left + right) / 2) < 45 or abs(x0 - left) < 12
    return near and overlap > 0.3 * min(x1 - x0, right - left)


def _trimmed(column: Sequence[Line]) -> list[Line] | None:
    """The lines of a column that belong to the block; None when it is no block but some column of words."""
    gap = _gap_at(column)
    if gap is None:
        roles_only = len(column) >= 2 and bool(ROLE.match(column[-1].text))
        return list(column) if roles_only or _NIP.match(column[-1].text) else None
    if gap > 7 or not (_is_name(column[gap]) or any(_NIP.match(line.text) for line in column[gap:])):
        return None
    return list(column[: gap + 4])


def _is_name(line: Line) -> bool:
    """Whether a line can be the name of a signatory: capitals, or titles behind a comma, or dots to fill in.

    OCR takes capitals that a pen has crossed for small letters.
    """
    text = line.text
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    titled = bool(re.search(r",\s*[A-Z]", text))
    crossed = _is_ocr(line) and len(line.words) >= 2 and all(word.text[0].isupper() for word in line.words)
    formed = capitals >= 0.6 * len(letters) or titled or crossed
    return len(text) < _LONGEST and bool(_NAME.match(text)) and formed


def _region(page: int, column: Sequence[Line], marks: Sequence[Mark]) -> SignatureRegion:
    x0, top, x1, bottom = union(line.box for line in column)
    if _gap_at(column) is None:  # only a role, or only a name: the room to sign is below or above the lines
        below = bool(ROLE.match(column[-1].text))
        room = 3 * ROOM_TO_SIGN[0]
        top, bottom = (top, bottom + room) if below else (top - room, bottom)
    over = (max(0.0, x0 - 25), top, x1 + 25, bottom + 10)
    here = tuple(mark for mark in marks if _over(mark.box, over))
    return SignatureRegion(page, (x0, top, x1, bottom), tuple(column), here)


def _over(mark: Box, box: Box) -> bool:
    """Whether the middle of a mark lies in a box; page-sized pictures are backgrounds, not marks."""
    x, y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3] and mark[2] - mark[0] < 330 and mark[3] - mark[1] < 260
