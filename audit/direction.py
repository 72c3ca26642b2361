"""Whether more of an indikator is better: as the document itself states it, else judged by the indikator's name.

The words are those of indicators of Indonesian local governments in general: what a government wants less of
(poverty, deaths, complaints, waiting) and what it wants more of (what is completed, served, satisfied, on time).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from normalize.models import Row, Table

Direction = Literal["higher", "lower", "unknown"]

_LOWER = re.compile(
    r"miskin|pengangguran|stunting|gizi buruk|kematian|kesakitan|prevalensi|insiden|kejadian|inflasi|gini"
    r"|kesenjangan|ketimpangan|kecelakaan|kejahatan|kriminal|konflik|perselisihan|sengketa|pelanggaran|temuan|keluhan|pengaduan|aduan"
    r"|kerugian|kerusakan|rusak|kumuh|putus sekolah|buta (?:huruf|aksara)|emisi|pencemaran|kehilangan|kebocoran|susut"
    r"|waktu (?:pelayanan|penyelesaian|proses|penerbitan|pengurusan|tempuh|tunggu|tanggap|respon)|durasi|antrean"
    r"|antrian|lama(?:nya)? |respon(?:se)? ?time|risiko|rawan|tertinggal|perceraian|pernikahan dini|perkawinan anak"
    r"|kekerasan|korban|kebakaran|banjir|genangan|sampah yang tidak|tidak |belum |penyimpangan"
    r"|keterlambatan|tunggakan|ketergantungan|beban|defisit|kekurangan|kasus|angka drop|laju",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"terlaksana|tindak ?lanjut|terpenuhi|tersedia|terselesaikan|diselesaikan|tepat waktu|sesuai|meningkat|kepuasan"
    r"|kualitas|kelulusan|cakupan|partisipasi|indeks|nilai (?:akip|sakip|evaluasi|reformasi|lkjip|ikm|skm)|pelayanan"
    r"|fasilitasi|dilayani|terlayani|dilaksanakan|dibina|disusun|tersusun|terwujud|tercapai|kepatuhan|ketersediaan",
    re.IGNORECASE,
)

_MORE, _LESS = r"(?:tinggi|besar|banyak|naik)\w*", r"(?:rendah|kecil|sedikit|turun)\w*"
_GOOD, _BAD = r"(?:baik|bagus|berhasil)", r"(?:buruk|jelek|tidak baik|kurang baik)"
_STATED_LOWER = re.compile(
    rf"makin {_LESS}\b[^.;]{{0,80}}makin {_GOOD}|makin {_MORE}\b[^.;]{{0,80}}makin {_BAD}|\bminimi[sz]\w+"
    r"|polari[st]\w+ negatif|indikator negatif|lower(?: is)? better",
    re.IGNORECASE,
)
_STATED_HIGHER = re.compile(
    rf"makin {_MORE}\b[^.;]{{0,80}}makin {_GOOD}|makin {_LESS}\b[^.;]{{0,80}}makin {_BAD}|\bma(?:x|ks)imi[sz]\w+"
    r"|polari[st]\w+ positif|indikator positif|higher(?: is)? better",
    re.IGNORECASE,
)
_LOWER_MARK = re.compile(r"min(?:imum|imal|imasi)?|negatif|\(-\)|↓", re.IGNORECASE)
_HIGHER_MARK = re.compile(r"ma(?:x|ks)(?:imum|imal|imasi)?|positif|\(\+\)|↑", re.IGNORECASE)
_TIME = re.compile(r"(?:menit|jam|hari|detik)(?: kerja)?", re.IGNORECASE)


def of_row(table: Table, row: Row, indikator: str) -> Direction:
    """The direction that a row's words or its table's caption state, else that of the indikator's name.

    What is measured in minutes, hours or days is open where nothing is stated: it is waited for, or worked.
    """
    cells = (" ".join(value.text.split()) for value in row.values.values() if value.number is None)
    return _stated(tuple(cells), table.caption, indikator)


@lru_cache(maxsize=4096)
def _stated(cells: tuple[str, ...], caption: str, indikator: str) -> Direction:
    text = " ; ".join((*cells, caption))
    lower = bool(_STATED_LOWER.search(text)) or any(_LOWER_MARK.fullmatch(cell) for cell in cells)
    higher = bool(_STATED_HIGHER.search(text)) or any(_HIGHER_MARK.fullmatch(cell) for cell in cells)
    if lower != higher:
        return "lower" if lower else "higher"
    named = direction(indikator)
    return "unknown" if named == "higher" and any(_TIME.fullmatch(cell) for cell in cells) else named


@lru_cache(maxsize=4096)
def direction(indikator: str) -> Direction:
    """``unknown`` when the name says neither or both, or speaks of a decrease, which is counted either way."""
    name = " ".join(indikator.split())
    if re.search(r"penurunan|menurun|berkurang|pengurangan", name, re.IGNORECASE):
        return "unknown"
    lower, higher = bool(_LOWER.search(name)), bool(_HIGHER.search(name))
    if lower == higher:
        return "unknown"
    return "lower" if lower else "higher"
