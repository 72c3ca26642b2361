"""One wrong thing at a time: for each rule, how to break a consistent submission so that it and no other rule fires."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from tests.proof.paper import number
from tests.proof.plan import HUNDRED, Item, Plan

Changes = Mapping[str, str | None]
Operator = Callable[[Plan, st.DataObject], Changes]


class Mutation(NamedTuple):
    """``code`` is the rule that has to fire, and the only one."""

    code: str
    name: str
    apply: Operator


MUTATIONS: list[Mutation] = []


def breaks(code: str) -> Callable[[Operator], Operator]:
    """Declare a function as an operator that breaks the rule ``code``."""

    def register(operator: Operator) -> Operator:
        MUTATIONS.append(Mutation(code, operator.__name__, operator))
        return operator

    return register


def _row(plan: Plan, data: st.DataObject) -> int:
    """The number of an indikator, from 1."""
    return data.draw(st.integers(1, len(plan.indikator)))


def _item(plan: Plan, data: st.DataObject, level: str) -> Item:
    return data.draw(st.sampled_from([one for top in plan.programs for one in top.walk() if one.level == level]))


def _other(value: Decimal) -> Decimal:
    """A figure that no rounding, cutting or swapping of digits makes of ``value``."""
    return value + Decimal("3.17")


def _without(plan: Plan, row: int, *tables: str) -> dict[str, str | None]:
    return {f"{table}/{row}": None for table in tables}


@breaks("H201")
def wrong_capaian(plan: Plan, data: st.DataObject) -> Changes:
    row = _row(plan, data)
    return {f"capaian/{row}/capaian": number(_other(plan.capaian(plan.indikator[row - 1])))}


@breaks("H202")
def wrong_total_of_the_agreement(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.programs) > 1)
    return {"pk-anggaran/jumlah/pagu": f"Rp{number(plan.pagu + data.draw(st.integers(1_000, 9_000_000)))}"}


@breaks("H203")
def wrong_share_of_the_budget(plan: Plan, data: st.DataObject) -> Changes:
    item = _item(plan, data, "sub_kegiatan")
    return {f"anggaran/{item.code}/persen": number(_other(plan.share(item.realisasi, item.pagu)))}


@breaks("H204")
def wrong_rest(plan: Plan, data: st.DataObject) -> Changes:
    item = _item(plan, data, "sub_kegiatan")
    return {f"anggaran/{item.code}/sisa": number(item.pagu - item.realisasi + data.draw(st.integers(1_000, 900_000)))}


@breaks("H206")
def wrong_average(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.indikator) > 1)
    total = sum((plan.capaian(one) for one in plan.indikator), Decimal(0))
    return {"capaian/rata-rata": number(_other(plan.cents(total / len(plan.indikator))))}


@breaks("H207")
def kegiatan_that_is_not_its_sub_kegiatan(plan: Plan, data: st.DataObject) -> Changes:
    item = _item(plan, data, "kegiatan")
    more = data.draw(st.integers(1_000, 90_000))
    figures = {
        "pagu": number(item.pagu + more),
        "realisasi": number(item.realisasi),
        "persen": number(plan.share(item.realisasi, item.pagu + more)),
        "sisa": number(item.pagu + more - item.realisasi),
    }
    return {f"anggaran/{item.code}/{role}": text for role, text in figures.items()} | {
        f"lra/{item.code}/{role}": text for role, text in figures.items()
    }


@breaks("H210")
def wrong_share_in_prose(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/persen": number(_other(plan.share(plan.realisasi, plan.pagu)))}


@breaks("K101")
def other_target_than_agreed(plan: Plan, data: st.DataObject) -> Changes:
    row = _row(plan, data)
    one = plan.indikator[row - 1]
    text = f"{number(one.target + 2)} {one.satuan}"
    return {f"pk/{row}/target": text, f"bab2/{row}/target": text}


@breaks("K102")
def agreed_but_not_reported(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.indikator) > 2)
    row = _row(plan, data)
    rest = [plan.capaian(one) for n, one in enumerate(plan.indikator, 1) if n != row]
    average = number(plan.cents(sum(rest, Decimal(0)) / len(rest)))
    return _without(plan, row, "capaian", "tahun", "renstra") | {"capaian/rata-rata": average}


@breaks("K103")
def reported_but_not_agreed(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.indikator) > 2)
    return _without(plan, _row(plan, data), "pk", "bab2")


@breaks("K105")
def other_budget_than_agreed(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, len(plan.programs)))
    more = data.draw(st.integers(1_000_000, 9_000_000))
    return {
        f"pk-anggaran/{n}/pagu": f"Rp{number(plan.programs[n - 1].pagu + more)}",
        "pk-anggaran/jumlah/pagu": f"Rp{number(plan.pagu + more)}",
    }


@breaks("K106")
def target_without_its_unit(plan: Plan, data: st.DataObject) -> Changes:
    row = _row(plan, data)
    one = plan.indikator[row - 1]
    assume(one.satuan == "%")
    return {f"pk/{row}/target": f"{number(one.target)} Dokumen"}


@breaks("K107")
def report_quotes_the_agreement_wrongly(plan: Plan, data: st.DataObject) -> Changes:
    row = _row(plan, data)
    one = plan.indikator[row - 1]
    return {f"bab2/{row}/target": f"{number(one.target + 2)} {one.satuan}"}


@breaks("K108")
def realisasi_told_twice(plan: Plan, data: st.DataObject) -> Changes:
    row = _row(plan, data)
    return {f"tahun/{row}/ini": number(_other(plan.indikator[row - 1].realisasi))}


@breaks("K109")
def other_spending_than_the_lra(plan: Plan, data: st.DataObject) -> Changes:
    """A sub kegiatan of the LRA and all sums above it, so that the LRA itself adds up."""
    program = data.draw(st.sampled_from(plan.programs))
    kegiatan = data.draw(st.sampled_from(program.children))
    leaf = data.draw(st.sampled_from(kegiatan.children))
    less = data.draw(st.integers(1_000, leaf.realisasi // 2))
    changed: dict[str, str | None] = {}
    for item in (leaf, kegiatan, program):
        changed |= _spent(plan, f"lra/{item.code}", item.pagu, item.realisasi - less)
    return changed | _spent(plan, "lra/jumlah", plan.pagu, plan.realisasi - less)


def _spent(plan: Plan, key: str, pagu: int, realisasi: int) -> dict[str, str]:
    return {f"{key}/realisasi": number(realisasi), f"{key}/persen": number(plan.share(realisasi, pagu))}


@breaks("P301")
def unsigned_agreement(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/ttd": None}


@breaks("P302")
def undated_agreement(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/tanggal": f"Januari {plan.year}"}


@breaks("P304")
def impossible_nip(plan: Plan, data: st.DataObject) -> Changes:
    return {key: plan.head.nip[:4] + "13" + plan.head.nip[6:] for key in ("nip",)}


@breaks("W502")
def preface_of_another_year(plan: Plan, data: st.DataObject) -> Changes:
    return {"pengantar/tahun": str(plan.year - 1)}


@breaks("F601")
def two_notations_in_a_table(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.programs) > 1)
    item = _item(plan, data, "sub_kegiatan")
    return {f"anggaran/{item.code}/pagu": f"{item.pagu:,}"}


@breaks("F602")
def malformed_number(plan: Plan, data: st.DataObject) -> Changes:
    item = _item(plan, data, "sub_kegiatan")
    assume(item.pagu > 10_000_000)
    return {f"anggaran/{item.code}/pagu": number(item.pagu).replace(".", "..", 1)}


