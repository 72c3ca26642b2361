"""Missing parts and signatures, wrong names, dates and numbers of tables (families P, L, W and F)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from tests.proof.breaking import a_row, an_item, breaks, replaced
from tests.proof.paper import WEEKDAYS, Changes, day
from tests.proof.plan import Plan, number


@breaks("P301")
def unsigned_agreement(plan: Plan, data: st.DataObject) -> Changes:
    return {data.draw(st.sampled_from(("pk/ttd-pertama", "pk/ttd-kedua"))): None}


@breaks("P302")
def undated_agreement(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/ttd-pertama/tanggal": f"Januari {plan.year}"}


@breaks("P303")
def agreement_with_oneself(plan: Plan, data: st.DataObject) -> Plan:
    return plan._replace(superior=plan.superior._replace(name=plan.head.name, nip=plan.head.nip))


@breaks("P304")
def impossible_nip(plan: Plan, data: st.DataObject) -> Changes:
    born = plan.head.nip[:8]
    return replaced(plan, lambda key: key.endswith("/nip"), born, born[:4] + "13" + born[6:])


@breaks("P305")
def name_with_another_letter(plan: Plan, data: st.DataObject) -> Changes:
    return {"lkj/ttd/nama": plan.head.name[:-2] + ("E" if plan.head.name[-2] != "E" else "O") + plan.head.name[-1]}


@breaks("P306", "tte")
def changed_after_it_was_signed(plan: Plan, data: st.DataObject) -> Changes:
    return {f"{data.draw(st.sampled_from(('pk', 'lkj')))}/diubah": ""}


@breaks("P307")
def clause_without_the_second_party(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/klausul": None}


@breaks("P308")
def signed_in_another_position(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/ttd-pertama/jabatan": "ASISTEN PEMERINTAHAN"}


@breaks("L401", without=("biaya", "efisiensi", "rumus"))
def report_without_efficiency(plan: Plan, data: st.DataObject) -> Changes:
    return {"hemat": None}


@breaks("L401", without=("bawahan", "perubahan"))
def agreement_without_its_appendix(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/lampiran": None}


@breaks("L402", "bawahan")
def official_without_a_report(plan: Plan, data: st.DataObject) -> Changes:
    assume(len(plan.officers) > 2)
    return {f"{data.draw(st.sampled_from(('lkj', 'pk')))}-{data.draw(st.integers(1, 3))}": None}


@breaks("L403")
def indikator_without_a_figure(plan: Plan, data: st.DataObject) -> Changes:
    return {f"capaian/{a_row(plan, data)}/{data.draw(st.sampled_from(('target', 'realisasi')))}": ""}


@breaks("L404", "bawahan")
def no_word_from_the_superior(plan: Plan, data: st.DataObject) -> Changes:
    return {f"lkj-{data.draw(st.integers(1, len(plan.officers)))}/tanggapan": ""}


@breaks("L405", "banyak")
def empty_cell(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "sub_kegiatan")
    assume(all(0 < one.realisasi < one.pagu for one in plan.items))
    return {f"anggaran/{item.code}/{data.draw(st.sampled_from(('persen', 'sisa')))}": ""}


@breaks("L406", "diumumkan")
def table_that_is_not_there(plan: Plan, data: st.DataObject) -> Changes:
    return {"penunjang": None}


@breaks("W501", "triwulan")
def preface_of_another_quarter(plan: Plan, data: st.DataObject) -> Changes:
    wrong = [roman for n, roman in enumerate(("I", "II", "III", "IV"), 1) if n != plan.quarter]
    return {"triwulan/periode": f"Triwulan {data.draw(st.sampled_from(wrong))}"}


@breaks("W501")
def annual_report_called_a_quarters(plan: Plan, data: st.DataObject) -> Changes:
    return {"pengantar/periode": f"Triwulan {data.draw(st.sampled_from(('I', 'II', 'III')))}"}


@breaks("W502")
def preface_of_another_year(plan: Plan, data: st.DataObject) -> Changes:
    return {"pengantar/tahun": str(plan.year - 1)}


@breaks("W502")
def caption_of_another_year(plan: Plan, data: st.DataObject) -> Changes:
    return {"tahun/judul": f"Perbandingan Realisasi Kinerja Tahun {plan.year - 2} dan {plan.year}"}


@breaks("W503")
def another_weekday(plan: Plan, data: st.DataObject) -> Changes:
    when = plan.changed if plan.has("perubahan") else plan.signed
    return {"bab2/hari": WEEKDAYS[(when.weekday() + data.draw(st.integers(1, 6))) % 7]}


@breaks("W504")
def late_report(plan: Plan, data: st.DataObject) -> Plan:
    return plan._replace(reported=date(plan.year + 1, 3, 2) + timedelta(data.draw(st.integers(0, 120))))


@breaks("W505")
def preface_of_another_unit(plan: Plan, data: st.DataObject) -> Changes:
    return {"pengantar/unit": plan.other_unit}


@breaks("W506", "peraturan")
def regulation_of_two_years(plan: Plan, data: st.DataObject) -> Changes:
    return {"tugas/perbup": data.draw(st.sampled_from(("Nomor 96 Tahun 2019", "Nomor 69 Tahun 2016")))}


@breaks("W507")
def report_before_the_year_ended(plan: Plan, data: st.DataObject) -> Plan:
    return plan._replace(reported=date(plan.year, 6, 1) + timedelta(data.draw(st.integers(0, 200))))


@breaks("W507")
def agreement_after_the_year(plan: Plan, data: st.DataObject) -> Changes:
    return {"pk/ttd-pertama/tanggal": day(plan.signed.replace(year=plan.year + 1))}


@breaks("W508", "desa")
def misspelt_unit(plan: Plan, data: st.DataObject) -> Changes:
    slip = data.draw(st.sampled_from(("Sukamju", "Sukamaja", "Sukammaju")))
    return {f"wilayah/{data.draw(st.integers(0, 5))}": f"Kecamatan {slip}"}


@breaks("W509", "peraturan")
def regulation_that_was_replaced(plan: Plan, data: st.DataObject) -> Changes:
    return {"hukum/2/nomor": "Nomor 19 Tahun 2008"}


@breaks("F601", "banyak")
def two_notations_in_a_table(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "sub_kegiatan")
    return {f"anggaran/{item.code}/pagu": f"{item.pagu:,}"}


@breaks("F602")
def malformed_number(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "sub_kegiatan")
    assume(item.pagu > 10_000_000)
    malformed = number(item.pagu).replace(".", "..", 1)
    return {f"anggaran/{item.code}/pagu": plan.style.money(item.pagu).replace(f"{number(item.pagu)}", malformed)}


@breaks("F603", "banyak")
def malformed_code(plan: Plan, data: st.DataObject) -> Changes:
    item = an_item(plan, data, "sub_kegiatan")
    return {f"anggaran/{item.code}/kode": f"{item.code[:4]}.{item.code[4:]}"}


@breaks("F603", "banyak")
def code_of_another_line(plan: Plan, data: st.DataObject) -> Changes:
    first, second = (program.walk()[-1] for program in data.draw(st.permutations(plan.programs))[:2])
    return {f"lra/{first.code}/kode": second.code}


@breaks("F604", "banyak")
def row_number_used_twice(plan: Plan, data: st.DataObject) -> Changes:
    return _renumbered(plan, data.draw(st.integers(3, len(plan.indikator))), -1)


@breaks("F604", "banyak")
def row_number_left_out(plan: Plan, data: st.DataObject) -> Changes:
    return _renumbered(plan, data.draw(st.integers(3, len(plan.indikator) - 1)), 1)


def _renumbered(plan: Plan, first: int, by: int) -> dict[str, str | None]:
    """The numbers of the rows from ``first`` on, moved."""
    return {f"capaian/{row}/no": str(row + by) for row in range(first, len(plan.indikator) + 1)}


@breaks("F605")
def table_numbered_in_another_chapter(plan: Plan, data: st.DataObject) -> Changes:
    return {"renstra/nomor": "2.9"}


@breaks("F605")
def table_number_used_twice(plan: Plan, data: st.DataObject) -> Changes:
    return {"renstra/nomor": "3.1"}


@breaks("F606", "banyak")
def percentage_without_its_sign(plan: Plan, data: st.DataObject) -> Changes:
    assume(plan.style.percent)
    row = data.draw(st.sampled_from([n for n, one in enumerate(plan.indikator, 1) if one.name.startswith("Persen")]))
    return {f"tahun/{row}/lalu": number(plan.indikator[row - 1].before[0])}


@breaks("F607", "naskah")
def table_referred_to_in_vain(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/rujukan": "Tabel 3.88"}


@breaks("L407", "renaksi")
def plan_that_nobody_signs(plan: Plan, data: st.DataObject) -> Changes:
    return {f"{data.draw(st.sampled_from(('lra', 'renaksi')))}/ttd/blok": None}


@breaks("L408", "peraturan")
def decree_without_its_number(plan: Plan, data: st.DataObject) -> Changes:
    blank = (f"Nomor Tahun {plan.year} tanggal 2 Januari {plan.year}", f"Nomor 188/12 tanggal Januari {plan.year}")
    return {"hukum/keputusan": data.draw(st.sampled_from(blank))}


@breaks("L409", "per_sasaran")
def realisasi_that_is_not_known_yet(plan: Plan, data: st.DataObject) -> Changes:
    return {f"rincian/{a_row(plan, data)}/keterangan": "Nilai belum keluar"}


@breaks("W510", "naskah")
def result_of_a_year_to_come(plan: Plan, data: st.DataObject) -> Changes:
    return {"naskah/serapan/tahun": str(plan.year + 1)}


@breaks("W510", without=("perubahan",))
def heading_of_the_year_before(plan: Plan, data: st.DataObject) -> Changes:
    return {"bab2/tahun": str(plan.year - 1)}


@breaks("W511", "triwulan")
def picture_of_another_quarter(plan: Plan, data: st.DataObject) -> Changes:
    wrong = "12 Oktober" if plan.quarter < 4 else "12 Maret"
    return {f"triwulan/foto/{data.draw(st.integers(1, 3))}": f"{wrong} {plan.year}"}
