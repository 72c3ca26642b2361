"""Documents and tables that contradict each other (family K)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from tests.proof.breaking import a_row, agreed, an_item, breaks, figures, other, replaced
from tests.proof.paper import Changes
from tests.proof.plan import Item, Plan, number


@breaks("K101")
def other_target_than_agreed(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    target = plan.indikator[row - 1].target
    return agreed(plan, row, number(target + 2), number(target))


@breaks(
    "K102", "banyak", without=("biaya", "e81", "iku", "naskah", "per_sasaran", "perubahan", "triwulan", "unit_lain")
)
def agreed_but_not_reported(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    rest = [plan.capaian(one) for n, one in enumerate(plan.indikator, 1) if n != row]
    average = plan.style.share(plan.style.cents(sum(rest, Decimal(0)) / len(rest)))
    gone = dict.fromkeys(f"{table}/{row}" for table in ("capaian", "tahun", "renstra", "multi"))
    return gone | {"capaian/rata-rata": average}


@breaks("K103", "banyak", without=("iku", "perubahan"))
def reported_but_not_agreed(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    return dict.fromkeys(f"{table}/{row}" for table in ("pk", "bab2", "triwulan-pk"))


@breaks("K104", "banyak")
def other_sasaran_than_agreed(plan: Plan, data: st.DataObject) -> Changes:
    wrong = data.draw(st.sampled_from(plan.sasaran))
    names = [sasaran.name for sasaran in plan.sasaran for _ in sasaran.indikator]
    return {
        f"capaian/{row}/sasaran": "Terwujudnya kehidupan warga yang tenteram"
        for row, name in enumerate(names, 1)
        if name == wrong.name
    }


@breaks("K105", without=("bawahan", "triwulan"))
def other_budget_than_agreed(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, len(plan.programs)))
    more = data.draw(st.integers(1_000_000, 9_000_000))
    key = "pk-perubahan" if plan.has("perubahan") else "pk"
    shown = plan.style.money(plan.programs[n - 1].pagu + more)
    return {
        f"{key}/anggaran/{n}/pagu": shown,
        f"{key}/anggaran/jumlah/pagu": plan.style.money(plan.pagu + more),
    } | ({f"ubah/{n}/akhir": shown} if plan.has("perubahan") else {})


@breaks("K106", without=("perubahan",))
def target_without_its_unit(plan: Plan, data: st.DataObject) -> Changes:
    row = data.draw(st.sampled_from([n for n, one in enumerate(plan.indikator, 1) if one.satuan == "%"]))
    return {f"pk/{row}/target": f"{number(plan.indikator[row - 1].target)} Dokumen"}


@breaks("K107")
def report_quotes_the_agreement_wrongly(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    one = plan.indikator[row - 1]
    return {f"bab2/{row}/target": f"{number(one.target + 7)}{'%' if one.satuan == '%' else f' {one.satuan}'}"}


@breaks("K108", without=("pertumbuhan",))
def realisasi_told_twice(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    right = plan.indikator[row - 1].realisasi
    return replaced(plan, f"tahun/{row}/ini".__eq__, number(right), number(other(right)))


@breaks("K109", without=("kode_rekening",))
def other_spending_than_the_lra(plan: Plan, data: st.DataObject) -> Changes:
    """A sub kegiatan of the LRA and all sums above it, so that the LRA itself adds up."""
    leaf = an_item(plan, data, "sub_kegiatan")
    less = data.draw(st.integers(1_000, leaf.realisasi // 2))
    above = [one for one in plan.items if leaf.code.startswith(one.code)]
    changed = figures(plan, "lra/jumlah", plan.pagu, plan.realisasi - less)
    for item in above:
        changed |= figures(plan, f"lra/{item.code}", item.pagu, item.realisasi - less)
    return dict(changed)


@breaks("K110", "iku", "banyak")
def iku_with_another_target(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    one = plan.indikator[row - 1]
    return {f"iku/{row}/target": f"{number(one.target + 7)}{'%' if one.satuan == '%' else f' {one.satuan}'}"}


@breaks("K110", "iku", "banyak")
def iku_that_nobody_agreed_to(plan: Plan, data: st.DataObject) -> Changes:
    return {f"iku/{a_row(plan, data)}/indikator": "Indeks kenyamanan warga di taman kota"}


@breaks("K111", "bawahan")
def officials_with_more_than_the_head(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, len(plan.officers)))
    whole = plan.first_pagu[plan.officers[n - 1].program]
    return {f"pk-{n}/anggaran/1/pagu": plan.style.money(whole + data.draw(st.integers(1_000, 9_000_000)))}


@breaks("K112", "tahun_lalu")
def another_figure_last_year(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    return {f"lkj-lalu/{row}/realisasi": number(other(plan.indikator[row - 1].before[0]))}


@breaks("K113", "unit_lain")
def another_figure_of_the_other_unit(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    return {f"unit/{row}/sana": number(other(plan.indikator[row - 1].other))}


@breaks("K114", "perubahan")
def change_of_the_budget_that_was_not(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, len(plan.programs)))
    side, amount = data.draw(st.sampled_from((("awal", plan.first_pagu), ("akhir", [p.pagu for p in plan.programs]))))
    return {f"ubah/{n}/{side}": plan.style.money(amount[n - 1] + data.draw(st.integers(1_000, 9_000_000)))}


@breaks("K116", "banyak", without=("bawahan", "perubahan"))
def two_sub_kegiatan_with_the_same_figures(plan: Plan, data: st.DataObject) -> Plan:
    """The first two of a kegiatan, in every document."""
    chosen = an_item(plan, data, "kegiatan")
    amounts = {"pagu": 412_365_700, "realisasi": 311_452_300}
    programs = tuple(_summed(program, chosen.code, amounts) for program in plan.programs)
    return plan._replace(programs=programs, first_pagu=tuple(program.pagu for program in programs))


def _summed(item: Item, code: str, amounts: dict[str, int]) -> Item:
    """The item with the amounts in the first two lines of the kegiatan ``code``, and with the sums that follow."""
    if not item.children:
        return item
    children = [_summed(child, code, amounts) for child in item.children]
    if item.code == code:
        children = [child._replace(**amounts) for child in children[:2]] + children[2:]
    pagu, realisasi = sum(child.pagu for child in children), sum(child.realisasi for child in children)
    return item._replace(pagu=pagu, realisasi=realisasi, children=tuple(children))


@breaks("K117", "renaksi", "banyak")
def kegiatan_listed_twice(plan: Plan, data: st.DataObject) -> Changes:
    first = next(item for item in plan.items if item.level == "kegiatan")
    assume(len(str(first.pagu).rstrip("0")) >= 5)
    return {"renaksi/lagi": ""}


@breaks("K118", "banyak")
def row_missing_in_one_table(plan: Plan, data: st.DataObject) -> Changes:
    table = data.draw(st.sampled_from(("tahun", "renstra")))
    return {f"{table}/{a_row(plan, data)}": None}


@breaks("K119", "pegawai")
def more_staff_by_sex_than_by_education(plan: Plan, data: st.DataObject) -> Changes:
    more = data.draw(st.integers(1, 5))
    civil, others = plan.staff[0] + plan.staff[1], plan.staff[2] + plan.staff[3]
    return {
        "kelamin/1/kontrak": str(plan.staff[2] + more),
        "kelamin/1/jumlah": str(plan.staff[0] + plan.staff[2] + more),
        "kelamin/jumlah/kontrak": str(others + more),
        "kelamin/jumlah/jumlah": str(civil + others + more),
    }


@breaks("K120", "per_sasaran")
def caption_of_another_sasaran(plan: Plan, data: st.DataObject) -> Changes:
    first, second = data.draw(st.permutations(range(1, len(plan.sasaran) + 1)))[:2]
    return {f"rincian-{second}/judul": f"Target dan Realisasi Sasaran {first} Tahun {plan.year}"}


@breaks("K121", "desa")
def another_number_of_desa(plan: Plan, data: st.DataObject) -> Changes:
    return {"wilayah/lagi": str(plan.villages + data.draw(st.integers(1, 5)))}


@breaks("K123", "naskah", "banyak")
def sub_kegiatan_that_no_table_has(plan: Plan, data: st.DataObject) -> Changes:
    count = sum(item.level == "sub_kegiatan" for item in plan.items)
    assume(count > 4)
    n = data.draw(st.integers(1, count))
    return {
        f"naskah/sub/{n}/nama": "Lomba baca puisi antarpelajar se-kecamatan",
        f"naskah/sub/{n}/pagu": "Rp61.234.700",
    }


@breaks("K124", "e81")
def money_spent_for_nothing(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, min(len(plan.programs), len(plan.sasaran))))
    return {f"e81/{n}/k{data.draw(st.integers(1, 3))}": "0"}


@breaks("K125", without=("iku", "perubahan"))
def indikator_in_other_words_than_agreed(plan: Plan, data: st.DataObject) -> Changes:
    row = data.draw(st.sampled_from([n for n, one in enumerate(plan.indikator, 1) if one.satuan == "%"]))
    name = plan.indikator[row - 1].name
    other_words = name.replace("Persentase ", "Persentase keluaran ", 1).replace("Tingkat ", "Tingkat potensi ", 1)
    return replaced(
        plan, {f"{table}/{row}/indikator" for table in ("pk", "bab2", "triwulan-pk")}.__contains__, name, other_words
    )
