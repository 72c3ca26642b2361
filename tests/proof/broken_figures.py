"""Wrong computations, in tables and in sentences (family H)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from normalize.terbilang import spell
from tests.proof.attached import accounts
from tests.proof.breaking import a_row, an_item, breaks, figures, other
from tests.proof.paper import Changes
from tests.proof.plan import HUNDRED, Plan, number
from tests.proof.reported import SCALE, predicate
from tests.proof.told import called_by


@breaks("H201", without=("biaya", "naskah", "predikat"))
def wrong_capaian(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    return {f"capaian/{row}/capaian": plan.style.share(other(plan.capaian(plan.indikator[row - 1])))}


@breaks("H202", "banyak")
def wrong_total_of_the_agreement(plan: Plan, data: st.DataObject) -> Changes:
    total = sum(plan.first_pagu) + data.draw(st.integers(1_000, 9_000_000))
    return {"pk/anggaran/jumlah/pagu": plan.style.money(total)}


@breaks("H202", "pegawai")
def wrong_sum_of_a_row_of_staff(plan: Plan, data: st.DataObject) -> Changes:
    civil = plan.staff[0] + plan.staff[1] + data.draw(st.integers(1, 9))
    return {f"{table}/jumlah/pns": str(civil) for table in ("kelamin", "sekolah")}


@breaks("H203")
def wrong_share_of_the_budget(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "sub_kegiatan")
    return {f"anggaran/{item.code}/persen": plan.style.share(other(plan.share(item.realisasi, item.pagu)))}


@breaks("H204")
def wrong_rest(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "sub_kegiatan")
    left = item.pagu - item.realisasi + data.draw(st.integers(1_000, 900_000))
    return {f"anggaran/{item.code}/sisa": plan.style.money(left)}


@breaks("H205", "efisiensi", "banyak", without=("rumus",))
def wrong_efficiency(plan: Plan, data: st.DataObject) -> Changes:
    assume(all(program.realisasi * 10 > program.pagu for program in plan.programs))  # else some look like amounts
    n = data.draw(st.integers(1, len(plan.sasaran)))
    program = plan.programs[(n - 1) % len(plan.programs)]
    capaian, spent = plan.capaian(plan.sasaran[n - 1].indikator[0]), plan.share(program.realisasi, program.pagu)
    return {f"efisiensi/{n}/e": number(other(plan.efficient(capaian, spent)))}


@breaks("H206")
def wrong_average(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.indikator) > 1)
    total = sum((plan.capaian(one) for one in plan.indikator), Decimal(0))
    return {"capaian/rata-rata": plan.style.share(other(plan.style.cents(total / len(plan.indikator))))}


@breaks("H207")
def kegiatan_that_is_not_its_sub_kegiatan(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "kegiatan")
    pagu = item.pagu + data.draw(st.integers(1_000, 90_000))
    return {
        key: text
        for table in ("anggaran", "lra")
        for key, text in figures(plan, f"{table}/{item.code}", pagu, item.realisasi).items()
    }


@breaks("H207", "kode_rekening")
def account_that_is_not_its_parts(plan: Plan, data: st.DataObject) -> Changes:
    code, _, pagu, realisasi = data.draw(st.sampled_from([one for one in accounts(plan) if one[0].count(".") == 2]))
    return dict(figures(plan, f"rekening/{code}", pagu + data.draw(st.integers(1_000, 90_000)), realisasi))


@breaks("H208", "pertumbuhan", "banyak")
def wrong_growth(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    one = plan.indikator[row - 1]
    return {f"tahun/{row}/naik": number(other(plan.grown(one.before[0], one.realisasi)))}


@breaks("H209", "rumus", "banyak")
def wrong_by_the_column_number(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, len(plan.sasaran)))
    program = plan.programs[(n - 1) % len(plan.programs)]
    made = plan.capaian(plan.sasaran[n - 1].indikator[0]) - plan.share(program.realisasi, program.pagu)
    return {f"efisiensi/{n}/e": number(other(made))}


@breaks("H210")
def wrong_share_in_prose(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/uang/persen": number(other(plan.share(plan.realisasi, plan.pagu)))}


@breaks("H210", "naskah")
def wrong_part_of_a_whole(plan: Plan, data: st.DataObject) -> Changes:
    share = Decimal(plan.staff[0] + plan.staff[1]) / sum(plan.staff) * HUNDRED
    return {"naskah/bagian": number(other(plan.style.cents(share)))}


@breaks("H210", "naskah")
def wrong_change_in_prose(plan: Plan, data: st.DataObject) -> Changes:
    by = abs(plan.staff[0] - plan.staff[1])
    assume(by)
    return {"naskah/ubah/selisih": str(by + data.draw(st.integers(60, 90)))}


@breaks("H210", "naskah")
def word_for_the_other_direction(plan: Plan, data: st.DataObject) -> Changes:
    assume(plan.staff[0] != plan.staff[1])
    return {"naskah/ubah/arah": "meningkat" if plan.staff[1] < plan.staff[0] else "mengalami penurunan"}


@breaks("H210", "naskah")
def whole_that_is_not_its_parts(plan: Plan, data: st.DataObject) -> Changes:
    wrong = plan.staff[0] + plan.staff[1] + data.draw(st.integers(1, 9))
    return {"naskah/bagian/semua": data.draw(st.sampled_from((str(wrong), spell(wrong))))}


@breaks("H211", "naskah")
def other_realisasi_than_the_table(plan: Plan, data: st.DataObject) -> Changes:
    row = data.draw(st.sampled_from(range(1, len(plan.indikator) + 1, 2)))
    return {f"naskah/{row}/realisasi": number(other(plan.indikator[row - 1].realisasi))}


@breaks("H211", "naskah")
def other_pagu_than_the_table(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, len(plan.programs)))
    pagu = plan.programs[n - 1].pagu + data.draw(st.integers(100_000, 900_000))
    return {f"naskah/program/{n}/pagu": f"Rp{number(pagu)}"}


@breaks("H212", "naskah")
def other_amount_in_words(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/terbilang": spell(plan.pagu + data.draw(st.integers(1, 900)) * 1_000)}


@breaks("H213", "predikat")
def wrong_predicate_in_a_table(plan: Plan, data: st.DataObject) -> Changes:
    rows = [row for row, one in enumerate(plan.indikator, 1) if not one.lower]
    row = data.draw(st.sampled_from(rows))
    right = predicate(plan.capaian(plan.indikator[row - 1]))
    wrong = data.draw(st.sampled_from([name for name, _ in SCALE if name != right]))
    return {f"capaian/{row}/predikat": wrong}


@breaks("H213", "predikat", "naskah")
def wrong_predicate_in_prose(plan: Plan, data: st.DataObject) -> Changes:
    right = called_by(plan.capaian(plan.indikator[0]))
    return {"naskah/predikat": data.draw(st.sampled_from([name for name, _ in SCALE if name.lower() != right])).lower()}


@breaks("H214", "naskah")
def wrong_count_of_sasaran(plan: Plan, data: st.DataObject) -> Changes:
    count = len(plan.sasaran) + data.draw(st.integers(1, 3))
    return {"naskah/sasaran": f"{count} ({spell(count)})"}


@breaks("H214", "naskah")
def list_of_another_length(plan: Plan, data: st.DataObject) -> Changes:
    count = data.draw(st.sampled_from((2, 3, 5, 6)))
    return {"tugas/banyak": f"{count} ({spell(count)})"}


@breaks("H215", "desa")
def impossible_share_of_desa(plan: Plan, data: st.DataObject) -> Changes:
    desa = next(one for one in plan.indikator if one.name.startswith("Persentase desa"))
    assume(desa.realisasi not in (HUNDRED, Decimal(50)))
    count = plan.villages + 1
    return {"wilayah/desa": f"{count} ({spell(count)})", "wilayah/lagi": str(count)}


@breaks("H216")
def all_said_to_be_reached(plan: Plan, data: st.DataObject) -> Changes:
    assume(any(plan.capaian(one) < HUNDRED for one in plan.indikator))
    return {"naskah/semua": "Seluruh indikator kinerja sasaran telah mencapai target."}


@breaks("H217", "naskah")
def formula_that_cancels_out(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/rumus": "realisasi - (realisasi - rencana)"}


@breaks("H217", "naskah")
def more_terms_than_quarters(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/triwulan": data.draw(st.sampled_from(("20 + 9 + 17 + 4", "29 + 17")))}


@breaks("H218", "hitungan")
def computation_of_another_table(plan: Plan, data: st.DataObject) -> Changes:
    row = a_row(plan, data)
    return {f"hitungan/{row}": number(other(plan.capaian(plan.indikator[row - 1])))}


@breaks("H219", "centang")
def wrong_number_of_ticks(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, 4))
    return data.draw(st.sampled_from(({f"centang/{n}/jumlah": "7"}, {f"centang/{n}/persen": "83,33%"})))


@breaks("H220", "pegawai")
def wrong_sum_over_a_row(plan: Plan, data: st.DataObject) -> Changes:
    n = data.draw(st.integers(1, 4))
    right = plan.staff[n - 1] + plan.staff[4 - n]
    return {f"golongan/{n}/jumlah": str(right + data.draw(st.integers(1, 9)))}


@breaks("H221", "multi_tahun")
def rise_that_was_a_fall(plan: Plan, data: st.DataObject) -> Changes:
    assume(any(one.satuan == "%" and not one.lower and one.realisasi < one.before[0] for one in plan.indikator))
    return {"naskah/naik": "Realisasi kinerja mengalami peningkatan setiap tahun."}


@breaks("H222", "naskah", without=("biaya",))
def wrong_number_of_reached_targets(plan: Plan, data: st.DataObject) -> Changes:
    above = sum(plan.capaian(one) > HUNDRED for one in plan.indikator)
    more = data.draw(st.integers(1, 3))
    assume(above or more <= len(plan.indikator))
    return {"naskah/di-atas": str(above + more)}


@breaks("H223", "naskah")
def said_to_be_missed_though_reached(plan: Plan, data: st.DataObject) -> Changes:
    aim, made = plan.staff[0] + 40, plan.staff[1] + 25 + plan.staff[2]
    assume(aim != made)
    return {"naskah/tercapai": "melebihi target" if made < aim else "belum sesuai dengan target"}
