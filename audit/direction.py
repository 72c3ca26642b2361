"""Whether more of an indikator is better, judged by its name.

The words are those of indicators of Indonesian local governments in general: what a government wants less of
(poverty, deaths, complaints, waiting) and what it wants more of (what is completed, served, satisfied, on time).
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["higher", "lower", "unknown"]

_LOWER = re.compile(
    r"miskin|pengangguran|stunting|gizi buruk|kematian|kesakitan|prevalensi|insiden|kejadian|inflasi|gini"
    r"|kesenjangan|ketimpangan|kecelakaan|kejahatan|kriminal|konflik|perselisihan|sengketa|pelanggaran|temuan|keluhan|pengaduan|aduan"
    r"|kerugian|kerusakan|rusak|kumuh|putus sekolah|buta (?:huruf|aksara)|emisi|pencemaran|kehilangan|kebocoran|susut"
    r"|waktu tunggu|lama(?:nya)? |respon(?:se)? ?time|waktu tanggap|risiko|rawan|tertinggal|perceraian|pernikahan dini"
    r"|perkawinan anak|kekerasan|korban|kebakaran|banjir|genangan|sampah yang tidak|tidak |belum |penyimpangan"
    r"|keterlambatan|tunggakan|ketergantungan|beban|defisit|kekurangan|kasus|angka drop|laju",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"terlaksana|tindak ?lanjut|terpenuhi|tersedia|terselesaikan|diselesaikan|tepat waktu|sesuai|meningkat|kepuasan"
    r"|kualitas|kelulusan|cakupan|partisipasi|indeks|nilai (?:akip|sakip|evaluasi|reformasi|lkjip|ikm|skm)|pelayanan"
    r"|fasilitasi|dilayani|terlayani|dilaksanakan|dibina|disusun|tersusun|terwujud|tercapai|kepatuhan|ketersediaan",
    re.IGNORECASE,
)


def direction(indikator: str) -> Direction:
    """``unknown`` when the name says neither or both, or speaks of a decrease, which is counted either way."""
    name = " ".join(indikator.split())
    if re.search(r"penurunan|menurun|berkurang|pengurangan", name, re.IGNORECASE):
        return "unknown"
    lower, higher = bool(_LOWER.search(name)), bool(_HIGHER.search(name))
    if lower == higher:
        return "unknown"
    return "lower" if lower else "higher"
