"""医見書 CSV: what is read, what is refused, and what the older form is called."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.files.findings import Mode
from adapters.files.jma_opinion.layout import BY_NAME, FIELDS, Opinion, OpinionField
from adapters.files.jma_opinion.reading import opinion_fields, read_opinions
from adapters.files.jma_opinion.rules import TOLERATED, WARNINGS
from adapters.files.jma_opinion.writer import write_opinions
from care_platform.reference.catalogue import CataloguedError, Entry, files, jma_opinion
from tests.unit.files.opinions import FILE, cells_of, content_of, read
from tests.unit.files.plan_files import codes


def test_the_format_has_121_columns_numbered_and_named_once() -> None:
    assert [field.number for field in FIELDS] == list(range(1, 122))
    assert len(BY_NAME) == 121
    assert len({field.official_name for field in FIELDS}) == 121
    assert FIELDS[104].official_name == "サービス利用による生活機能の維持・改善の見通し"


def test_an_opinion_becomes_an_object_with_yes_no_and_choices_decoded() -> None:
    sent = cells_of(
        other_departments_seen="1", other_departments="1000000000010", has_symptoms="2", symptoms="0" * 12,
        treatments="010000001", special_care="01", catheter="1", risks="01000000000000",
        medical_care="0120000000", ataxia="1", ataxia_arms="10", walking_aids="010", height="152.5",
        onset_1="平成20年03月", course="一行目\x0b二行目",
    )  # fmt: skip

    result = read(sent)

    (opinion,) = result.opinions
    assert codes(result.findings) == []
    assert opinion.other_departments_seen is True
    assert opinion.other_departments == ("内科", "歯科")
    assert opinion.has_symptoms is False
    assert opinion.symptoms == ()
    assert opinion.treatments == ("中心静脈栄養", "経管栄養")
    assert opinion.special_care == ("褥瘡の処置",)
    assert opinion.medical_care == ("訪問看護", "訪問リハビリテーション（下線）")
    assert opinion.ataxia_arms == ("右",)
    assert opinion.height == Decimal("152.5")
    assert opinion.course == "一行目\n二行目"
    assert opinion.birth_date == date(1940, 4, 1)
    assert opinion.limb_loss is None


def test_the_neutral_fields_have_official_names_and_only_what_was_filled() -> None:
    (opinion,) = read(cells_of(infection="2")).opinions

    fields = opinion_fields(opinion)

    assert fields["被保険者番号"] == "0000000001"
    assert fields["患者・生年月日"] == date(1940, 4, 1)
    assert fields["感染症の有無"] == "2"
    assert len(fields) == 9


@pytest.mark.parametrize(
    ("sent", "yes_no", "flag"), [("1", True, True), ("2", False, False), ("0", None, False), ("", None, None)]
)
def test_zero_is_unanswered_for_yes_no_and_no_for_a_flag(
    sent: str, yes_no: bool | None, flag: bool | None
) -> None:
    (opinion,) = read(cells_of(specialist_seen=sent, limb_loss=sent)).opinions

    assert (opinion.specialist_seen, opinion.limb_loss) == (yes_no, flag)


@pytest.mark.parametrize("onset", ["不詳", "平成20年", "昭和55年01月", "令和08年03月04日"])
def test_an_onset_may_be_known_in_part(onset: str) -> None:
    assert read(cells_of(onset_1=onset)).opinions[0].onset_1 == onset


@pytest.mark.parametrize(
    ("changes", "entry", "number"),
    [
        ({"format_version": "1.0"}, jma_opinion.VERSION_OTHER, 1),
        ({"format_version": "10"}, jma_opinion.VERSION_OTHER, 1),
        ({"timestamp": "000000000225101530"}, jma_opinion.TIMESTAMP, 3),
        ({"timestamp": "000000000132101530"}, jma_opinion.TIMESTAMP, 3),
        ({"timestamp": "000000000125241530"}, jma_opinion.TIMESTAMP, 3),
        ({"insured_number": ""}, files.VALUE_MISSING, 6),
        ({"birth_date": "19400431"}, files.DAY_INVALID, 17),
        ({"other_departments_seen": "3"}, files.VALUE_NOT_IN_LIST, 32),
        ({"other_departments": "1" * 12}, files.VALUE_FORM, 33),
        ({"other_departments": "0000000000001"}, jma_opinion.DETAIL_MISSING, 34),
        ({"onset_1": "H20"}, files.VALUE_FORM, 36),
        ({"treatments": "01000000"}, files.VALUE_FORM, 44),
        ({"has_neurological": "1"}, jma_opinion.DETAIL_MISSING, 56),
        ({"weight": "50kg"}, files.VALUE_FORM, 61),
        ({"medical_care": "3000000000"}, files.VALUE_FORM, 106),
        ({"infection": "有"}, files.VALUE_FORM, 119),
    ],
)
def test_each_departure_keeps_the_opinion_out_and_names_the_column(
    changes: dict[str, str], entry: Entry, number: int
) -> None:
    second = cells_of(insured_number="0000000002", timestamp="000000000225101530")
    result = read(cells_of(**changes), second)

    assert entry.code in codes(result.findings)
    first = result.findings[0]
    assert (first.entry, first.row, first.column) == (entry, 1, number)
    assert first.item == FIELDS[number - 1].official_name
    assert [opinion.insured_number for opinion in result.opinions] == ["0000000002"]


@pytest.mark.parametrize(
    "changes",
    [
        {"other_departments_seen": "2", "other_departments": "1" + "0" * 12},
        {"has_symptoms": "1", "symptoms": "0" * 12},
        {"paralysis": "0", "paralysis_left_arm": "1"},
        {"ataxia": "0", "ataxia_trunk": "01"},
    ],
)
def test_a_flag_that_contradicts_its_details_is_a_warning(changes: dict[str, str]) -> None:
    result = read(cells_of(**changes))

    assert [(f.entry, f.rejects) for f in result.findings] == [(jma_opinion.FLAG_CONTRADICTS, False)]
    assert len(result.opinions) == 1


@pytest.mark.parametrize(("written", "count"), [("20260331", 0), ("20260401", 1)])
def test_the_physicians_consent_left_the_form_in_april_2026(written: str, count: int) -> None:
    result = read(cells_of(written_on=written, physician_consent="1"))

    assert codes(result.findings) == ["jma_opinion.item_abolished"] * count
    assert result.is_sound


def test_the_older_form_of_104_columns_is_recognised_by_name() -> None:
    (finding,) = read(cells_of()[:104]).findings

    assert finding.entry is jma_opinion.OLDER_FORM
    assert finding.details == {"expected": 121, "found": 104}


def test_any_other_width_is_a_wrong_number_of_columns() -> None:
    assert codes(read(cells_of()[:-1]).findings) == ["file.column_count"]


@pytest.mark.parametrize("mode", ["strict", "tolerant"])
def test_a_header_line_is_no_opinion(mode: Mode) -> None:
    result = read([field.official_name for field in FIELDS], cells_of(), mode=mode)

    assert [(f.entry, f.rejects) for f in result.findings] == [(jma_opinion.HEADER_LINE, mode == "strict")]
    assert len(result.opinions) == 1


@pytest.mark.parametrize("changes", [{"timestamp": "000000000999101530"}, {"has_neurological": "1"}])
def test_the_tolerant_mode_takes_the_opinion_and_keeps_the_warning(changes: dict[str, str]) -> None:
    result = read(cells_of(**changes), mode="tolerant")

    assert len(result.opinions) == len(result.findings) == 1
    assert result.is_sound


def test_utf8_is_read_in_the_tolerant_mode_alone() -> None:
    content = content_of().decode("cp932").encode()

    strict, tolerant = (read_opinions(FILE, [content], mode) for mode in ("strict", "tolerant"))

    assert codes(strict.findings) == codes(tolerant.findings) == ["file.wrong_encoding"]
    assert (strict.is_sound, tolerant.is_sound) == (False, True)


def test_unquoted_values_and_plain_line_ends_are_no_findings() -> None:
    content = content_of().replace(b'"', b"").replace(b"\r\n", b"\n")

    assert read_opinions(FILE, [content]).findings == ()


def test_a_finding_never_holds_a_value() -> None:
    result = read(cells_of(birth_date="見本花子"))

    assert "花子" not in repr(result.findings)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b'"never closed', "file.ill_formed"),
        (b"," * 10_000_000, "file.too_many_columns"),
        (b'"' + b"x" * 2_000_000 + b'"', "file.row_too_large"),
        (b"\x00" * (17 << 20), "file.too_large"),
    ],
    ids=["empty", "unclosed", "commas", "a huge text", "a huge file"],
)
def test_hostile_files_end_in_one_finding(content: bytes, code: str) -> None:
    assert codes(read_opinions(FILE, [content]).findings) == [code]


def test_a_nul_is_named_by_its_place() -> None:
    (finding,) = read(cells_of(name="見本\x00花子")).findings

    assert (finding.entry, finding.column, finding.details["position"]) == (files.CHARACTER_BROKEN, 16, 3)


_EXAMPLES = (
    "1", "2", "12", "272104", "573-8666", "不詳", "平成20年", "0" * 13, "1" * 9, "01", "10", "0" * 12, "010", "1" * 14,
    "0120000000",
)  # fmt: skip


def value_of(field: OpinionField) -> st.SearchStrategy[Any]:
    fixed = {"format_version": "1.1", "insured_number": "0000000001", "timestamp": "000000000125101530"}
    if field.name in fixed:
        return st.just(fixed[field.name])
    made = _value(field)
    return made if field.required else st.none() | made


def _value(field: OpinionField) -> st.SearchStrategy[Any]:
    if field.form.free_text:
        return st.text('山田花子ｶﾅ,"\n ab', min_size=1, max_size=8)
    if field.form.python_type is date:
        return st.dates()
    if field.form.python_type is Decimal:
        return st.decimals(1, 199, places=1)
    return st.sampled_from(
        [field.form.read(text) for text in ("0", *_EXAMPLES) if field.form.fault(text) is None]
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.fixed_dictionaries({field.name: value_of(field) for field in FIELDS}))
def test_opinions_written_are_read_back_as_they_were(values: dict[str, Any]) -> None:
    opinion = Opinion(**values)

    result = read_opinions(FILE, [write_opinions([opinion])], "tolerant")

    assert result.opinions == (opinion,)


def test_a_character_ms932_lacks_is_never_written_as_something_else() -> None:
    (opinion,) = read().opinions
    other = Opinion(**{field.name: getattr(opinion, field.name) for field in FIELDS} | {"name": "𠮷田"})

    with pytest.raises(CataloguedError) as caught:
        write_opinions([other])

    assert caught.value.entry is files.CHARACTER_OUTSIDE


def test_every_tolerated_entry_is_documented() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "jma-opinion-csv.md").read_text(encoding="utf-8")

    for code in sorted(TOLERATED | WARNINGS):
        assert f"`{code}`" in page


def test_an_insurer_number_with_a_wrong_digit_is_noted_and_keeps_nothing_out() -> None:
    result = read(cells_of(insurer_number="272105"))

    assert [(f.entry, f.column, f.rejects) for f in result.findings] == [
        (files.CHECK_DIGIT_UNUSUAL, 4, False)
    ]
    assert len(result.opinions) == 1
