"""What kind of table it is: from the roles of its columns, its caption and header words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.columns import BUDGET_NAMES, KINERJA_ROLES
from normalize.models import Column, Role, Row, TableKind

_REPORTED: frozenset[Role] = frozenset({"realisasi", "capaian"})
_MARK = re.compile(r"[vVxX√✓✔☑✗✘×]")
_ACCOUNT = re.compile(r"[4-6](?:\.\d{1,4})*\.?")
_LRA = re.compile(r"laporan realisasi anggaran|\blra\b|realisasi pendapatan dan belanja", re.IGNORECASE)
_E81 = re.compile(r"\be\s*[.-]?\s*81\b|evaluasi (?:terhadap )?hasil renja", re.IGNORECASE)
_RENAKSI = re.compile(r"\brencana aksi\b|\brenaksi\b", re.IGNORECASE)
_IKU = re.compile(r"indikator kinerja utama|\biku\b", re.IGNORECASE)
_PK = re.compile(r"perjanjian kinerja|penetapan kinerja", re.IGNORECASE)
_COST = re.compile(r"cost per outcome", re.IGNORECASE)
_EFFICIENCY = re.compile(r"efisiensi", re.IGNORECASE)
_COMPARED = re.compile(r"\b(perbandingan|dibanding\w*|banding|terhadap|sandingan)\b", re.IGNORECASE)
_PLAN_END = re.compile(
    r"(?:target|akhir)\b.{0,40}\b(?:renstra|rpjm[dn])\b|\b(?:renstra|rpjm[dn])\b.{0,30}\btarget",
    re.IGNORECASE,
)
_PLAN_TARGET = re.compile(r"target.*(?:renstra|rpjm[dn]|jangka menengah)|(?:renstra|rpjm[dn]).*target", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"\b(?:dengan|dan|terhadap|antar)\s+(?:realisasi\s+|capaian\s+|kinerja\s+|standar\s+|rata-rata\s+|tingkat\s+)*"
    r"(?:kecamatan|kabupaten|kota|provinsi|nasional|opd|skpd|perangkat daerah|dinas|badan|kelurahan|instansi)\b"
    r"|\bstandar nasional\b",
    re.IGNORECASE,
)
_UNIT_COLUMN = re.compile(r"\b(?:daerah|kecamatan|kabupaten|kota|provinsi|nasional|kelurahan)\b", re.IGNORECASE)
_STAFF = re.compile(
    r"\b(?:pns|asn|pppk|pegawai|pangkat|golongan|nip|eselon|jabatan|kepegawaian|jenis kelamin|tingkat pendidikan)\b",
    re.IGNORECASE,
)
_ASSETS = re.compile(
    r"\b(?:barang|aset|asset|inventaris|kib|sarana|prasarana|kondisi baik|rusak berat|peralatan)\b", re.IGNORECASE
)


def kind_of(columns: Sequence[Column], rows: Sequence[Row], caption: str) -> TableKind:
    """The kind of a table; ``lainnya`` when nothing tells."""
    roles = {column.role for column in columns if column.role}
    header = " | ".join(dict.fromkeys(label for column in columns for label in column.path))
    planned = _RENAKSI.search(caption) or ("capaian" not in roles and _RENAKSI.search(header))
    if planned and "realisasi_anggaran" not in roles:
        return "renaksi"
    if "rumus" in roles and "indikator" in roles and not roles & {"target", "realisasi", "capaian"}:
        return "iku"
    if roles & {"realisasi", "realisasi_anggaran"} and (_E81.search(caption) or _is_e81(columns)):
        return "e81"
    if "efisiensi" in roles and roles & {"realisasi", "capaian"}:
        return "efisiensi"
    if "indikator" in roles and roles & KINERJA_ROLES and (roles & _REPORTED or "realisasi_anggaran" not in roles):
        return _of_kinerja(columns, roles, caption)
    if roles & {"pagu", "realisasi_anggaran", "persen_anggaran"}:
        return _of_money(rows, roles, caption)
    if roles & _REPORTED and roles & {"target", "capaian"} and roles & {"sasaran", "tujuan", *BUDGET_NAMES}:
        return _of_kinerja(columns, roles, caption)
    if "indikator" in roles and any(_UNIT_COLUMN.search(column.label) for column in columns if column.role is None):
        return "perbandingan_unit"
    if "indikator" in roles and _IKU.search(f"{caption} | {header}"):
        return "iku"
    return _of_other(columns, rows, caption, header)


def _of_kinerja(columns: Sequence[Column], roles: set[Role], caption: str) -> TableKind:
    reported = roles & _REPORTED
    if "realisasi_anggaran" in roles:
        return "efisiensi" if _EFFICIENCY.search(caption) and not _COST.search(caption) else "cost_per_outcome"
    if reported and _OTHER_UNIT.search(caption) and _COMPARED.search(caption):
        return "perbandingan_unit"
    if reported and any(column.role is None and _UNIT_COLUMN.search(column.label) for column in columns):
        return "perbandingan_unit"
    if reported and _COMPARED.search(caption) and _PLAN_END.search(caption):
        return "perbandingan_renstra"
    if _years(columns, ("realisasi", "capaian")) > 1 or _years(columns, ("target",)) > 1:
        return "perbandingan_tahun"
    if reported and any(column.role == "target" and _PLAN_TARGET.search(" ".join(column.path)) for column in columns):
        return "perbandingan_renstra"
    if reported:
        return "capaian"
    return "iku" if _IKU.search(caption) and not _PK.search(caption) else "pk_indikator"


def _of_money(rows: Sequence[Row], roles: set[Role], caption: str) -> TableKind:
    accounts = [row for row in rows if _ACCOUNT.fullmatch(row.number or "") and "." in (row.number or "")]
    spent = roles & {"realisasi_anggaran", "persen_anggaran"}
    if _LRA.search(caption) and spent:
        return "lra"
    if spent and rows and 2 * len(accounts) > len(rows):
        return "lra"
    if spent:
        return "realisasi_anggaran"
    if _ASSETS.search(caption):
        return "aset"
    return "pk_anggaran" if roles & set(BUDGET_NAMES) else "lainnya"


def _of_other(columns: Sequence[Column], rows: Sequence[Row], caption: str, header: str) -> TableKind:
    if _is_checklist(columns, rows):
        return "checklist"
    figures = any(value.number for row in rows for value in row.values.values())
    if _STAFF.search(caption) or _STAFF.search(header):
        return "pegawai"
    if figures and (_ASSETS.search(caption) or _ASSETS.search(header)):
        return "aset"
    return "lainnya"


def _is_e81(columns: Sequence[Column]) -> bool:
    """Kinerja and Rupiah side by side for each of several quarters."""
    quarters: dict[str, set[Role]] = {}
    for column in columns:
        if column.period and column.role:
            quarters.setdefault(column.period, set()).add(column.role)
    return sum({"realisasi", "realisasi_anggaran"} <= roles for roles in quarters.values()) >= 3


def _years(columns: Sequence[Column], roles: tuple[Role, ...]) -> int:
    return len({column.year for column in columns if column.role in roles and column.year})


def _is_checklist(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    marked = 0
    for column in columns:
        texts = [row.values[column.index].text.strip() for row in rows if column.index in row.values]
        filled = [text for text in texts if text]
        marked += bool(filled) and 2 * sum(bool(_MARK.fullmatch(text)) for text in filled) > len(filled)
    return marked >= 1 and 4 * marked >= len(columns)
