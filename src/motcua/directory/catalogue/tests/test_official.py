"""Reading one record of the national database: what it means, and what is refused."""

import math
from decimal import Decimal

import pytest

from motcua.directory.catalogue.rules.fields import BadRecord
from motcua.directory.catalogue.rules.listing import read_row
from motcua.directory.catalogue.rules.official import case_kind, read_official
from motcua.directory.procedures.choices import CaseKind, LimitUnit, OnlineLevel, RecordKind, Scope


def method(**more):
    return {"submissionMethod": "DIRECT", "processingTime": 3, "processingTimeUnit": "WORKING_DAY"} | more


def record(**more):
    return {"code": "1.001193", "name": "Khai sinh", "state": "ACTIVE", "executionMethods": [method()]} | more


def only_limits(raw):
    return [(limit.value, limit.unit) for limit in read_official(raw).content.channels[0].limits]


@pytest.mark.parametrize(
    ("time", "unit", "limit"),
    [
        (3, "WORKING_DAY", (Decimal(3), "working_day")),
        (7.5, "WORKING_DAY", (Decimal("7.5"), "working_day")),
        ("1", "DAY", (Decimal(1), "day")),
        (2, "HOUR", (Decimal(2), "hour")),
        (1, "MONTH", (Decimal(1), "month")),
        (None, "DAY", (None, "other")),
    ],
)
def test_units(time, unit, limit):
    assert only_limits(record(executionMethods=[method(processingTime=time, processingTimeUnit=unit)])) == [
        limit
    ]


def test_other_takes_its_value_from_the_case():
    raw = record(
        executionMethods=[method(processingTime=7, processingTimeUnit="OTHER")],
        cases=[{"code": "1.001193.01", "name": "A", "processingDay": {"qty": 12, "type": "WORKING_DAY"}}],
    )
    assert only_limits(raw) == [(Decimal(12), "working_day")]


def test_other_with_several_cases_takes_the_longest_and_keeps_the_rest_as_variants():
    days = [(1, "DAY"), (15, "WORKING_DAY"), (17.5, "WORKING_DAY")]
    cases = [
        {"code": f"1.001193.{n:02}", "name": "A", "processingDay": {"qty": qty, "type": unit}}
        for n, (qty, unit) in enumerate(days, start=1)
    ]
    channel = read_official(
        record(executionMethods=[method(processingTimeUnit="OTHER")], cases=cases)
    ).content.channels[0]
    assert channel.limits[0].value == Decimal("17.5")
    assert [(v.variant_code, v.value) for v in channel.limits[1:]] == [
        ("1.001193.01", 1),
        ("1.001193.02", 15),
    ]


def test_other_without_case_reads_the_words_or_leaves_them():
    told = method(processingTime="Không quá 20 ngày làm việc.", processingTimeUnit="OTHER")
    untold = method(processingTime="Theo mô tả", processingTimeUnit="OTHER", description="Tùy hồ sơ")
    assert only_limits(record(executionMethods=[told])) == [(Decimal(20), "working_day")]
    limit = read_official(record(executionMethods=[untold])).content.channels[0].limits[0]
    assert (limit.value, limit.unit, limit.text) == (None, LimitUnit.OTHER, "Tùy hồ sơ")


def test_methods_of_one_channel_are_gathered():
    methods = [method(), method(submissionMethod="ONLINE"), method(processingTime=5, description="phức tạp")]
    channels = read_official(record(executionMethods=methods)).content.channels
    assert [(c.kind, len(c.limits)) for c in channels] == [("counter", 2), ("online", 1)]


def test_fees():
    fees = [
        {"type": "FEE", "value": 15000},
        {"type": "SERVICE_FEE", "value": 0, "description": "Do HĐND quyết định"},
        {"type": "PRICE_LEVEL", "value": 45, "currencyName": "USD"},
    ]
    found = read_official(record(executionMethods=[method(fees=fees)])).content.channels[0].limits[0].fees
    assert [(f.kind, f.amount_vnd, f.description) for f in found] == [
        ("fee", 15000, ""),
        ("charge", 0, "Do HĐND quyết định"),
        ("price", None, "45 USD."),
    ]


def test_cases_and_components():
    paper = {"name": "Tờ khai", "code": "A1", "originalQty": 1, "required": True, "hasElectronicForm": True,
             "attachments": [{"fileName": "to-khai.doc"}]}  # fmt: skip
    cases = [{"name": "Giấy tờ phải nộp", "profileComponents": [paper]}, {"profileComponents": []}]
    (case,) = read_official(record(executionCases=cases)).content.cases
    assert case.kind == CaseKind.SUBMIT
    component = case.components[0]
    assert (component.name, component.original_qty, component.is_required) == ("Tờ khai", 1, True)
    assert component.has_eform
    assert component.forms == ("to-khai.doc",)


def test_levels_scope_and_decision():
    raw = record(
        isWard=True, isProvince=True, isFullProcess=True, isNonTerritorial=True, type="SPECIFIC",
        procedureProposal={"proposalNumber": "163/QĐ-BTP", "decisionDate": 1768496400000,
                           "issuingAgency": {"name": "Bộ Tư pháp"}},
    )  # fmt: skip
    found = read_official(raw)
    assert found.content.levels == ("commune", "province")
    assert found.content.scope == Scope.SPECIFIC
    assert found.content.online_level == OnlineLevel.FULL_ONLINE
    assert found.content.is_cross_boundary
    assert found.effective_on.isoformat() == "2026-01-16"


def test_a_record_without_content_is_a_row_of_the_list():
    raw = record()
    del raw["executionMethods"]
    assert read_official(raw).kind == RecordKind.LIST


@pytest.mark.parametrize("state", ["INACTIVE", "DELETED", "inactive"])
def test_records_that_no_longer_stand(state):
    assert not read_official(record(state=state)).is_active


@pytest.mark.parametrize(
    "change",
    [
        {"code": None}, {"code": 1.001193}, {"code": "khai sinh"}, {"code": ["1.001193"]}, {"code": "1.001193\x00"},
        {"name": ""}, {"name": None}, {"name": 5}, {"name": "x" * 5000}, {"name": "a\ud800"}, {"name": "\x07"},
        {"state": "SLEEPING"}, {"state": 1}, {"type": "ODD"}, {"isWard": "yes"}, {"isWard": 1},
        {"executionMethods": {}}, {"executionMethods": [5]}, {"executionMethods": [[]]},
        {"executionMethods": [method(submissionMethod="PIGEON")]},
        {"executionMethods": [method(processingTimeUnit="YEAR")]},
        {"executionMethods": [method(processingTime="vài")]},
        {"executionMethods": [method(processingTime=True)]},
        {"executionMethods": [method(processingTime=-1)]},
        {"executionMethods": [method(processingTime=math.nan)]},
        {"executionMethods": [method(processingTime=math.inf)]},
        {"executionMethods": [method(processingTime=10**40)]},
        {"executionMethods": [method(processingTime=Decimal("1E+999999"))]},
        {"executionMethods": [method(processingTime=[], processingTimeUnit="OTHER")]},
        {"executionMethods": [method(fees=[{"type": "FEE", "value": 1.5}])]},
        {"executionMethods": [method(fees=[{"type": "FEE", "value": -1}])]},
        {"executionMethods": [method(fees=[{"type": "GIFT", "value": 1}])]},
        {"executionCases": [{"profileComponents": [{"originalQty": 1.5}]}]},
        {"executionCases": [{"profileComponents": [{"originalQty": 10**9}]}]},
        {"cases": [{"processingDay": {"qty": "x", "type": "DAY"}}]},
        {"cases": [{"processingDay": 5}]},
        {"procedureProposal": {"decisionDate": 10**30}},
        {"procedureProposal": {"decisionDate": "hôm qua"}},
        {"procedureProposal": []},
        {"updatedAt": "now"},
        {"executionSteps": [{}] * 3000},
    ],
)  # fmt: skip
def test_wrong_values_are_refused_with_their_place(change):
    with pytest.raises(BadRecord) as refused:
        read_official(record(**change))
    key = next(iter(change))
    assert key in str(refused.value)


@pytest.mark.parametrize("raw", [None, 5, "x", [], True, 1.5])
def test_what_is_no_object_is_refused(raw):
    with pytest.raises(BadRecord, match="đối tượng"):
        read_official(raw)


def test_a_row_of_the_list():
    row = {"code": " 1.014325", "name": "A", "categories": "Hộ tịch; Hộ tịch; Đất đai", "departments": "Sở A; Sở B",
           "department_promulgate": "Bộ A", "subject_types": "Công dân Việt Nam", "type": "STANDARD_INTERNAL",
           "state": "UPDATED", "source_id": "x"}  # fmt: skip
    found = read_row(row)
    assert found.code == "1.014325"
    assert [sector.name for sector in found.content.sectors] == ["Hộ tịch", "Đất đai"]
    assert found.content.executing == "Sở A; Sở B"
    assert found.content.scope == Scope.INTERNAL


@pytest.mark.parametrize(
    ("heading", "alone", "kind"),
    [
        ("", False, CaseKind.SHARED),
        ("Thành phần hồ sơ:", False, CaseKind.SHARED),
        ("* Giấy tờ phải nộp:", False, CaseKind.SUBMIT),
        (" * Giấy tờ phải xuất trình:", False, CaseKind.PRESENT),
        ("* Lưu ý :", False, CaseKind.NOTE),
        ("(1.2) Đối với công trình theo tuyến:", False, CaseKind.ALTERNATIVE),
        ("Hồ sơ gia hạn phương án", False, CaseKind.ALTERNATIVE),
        ("Hồ sơ gia hạn phương án", True, CaseKind.SHARED),
    ],
)
def test_heading_of_a_list_of_papers(heading, alone, kind):
    assert case_kind(heading, alone=alone) == kind
