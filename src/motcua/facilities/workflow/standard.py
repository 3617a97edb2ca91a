"""The two processes every installation starts with, as facts of practice."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from motcua.facilities.workflow.actions import publish_process
from motcua.facilities.workflow.choices import Place, StepKind, VersionState
from motcua.facilities.workflow.models import ProcessVersion
from motcua.facilities.workflow.queries import DEFAULT_COMMUNE, DEFAULT_PROVINCE
from motcua.facilities.workflow.rules import Step

VALID_FROM = date(2025, 7, 1)


def _step(code: str, name: str, kind: StepKind, role: str, hours: str) -> Step:
    at_counter = kind in (StepKind.RECEIVE, StepKind.DELIVER)
    place = Place.RECEIVING if at_counter else Place.COMPETENT
    return Step(code, name, kind.value, role, place.value, Decimal(hours))


COMMUNE = (
    _step("receive", "Tiếp nhận hồ sơ", StepKind.RECEIVE, "intake_officer", "1"),
    _step("appraise", "Thẩm định hồ sơ", StepKind.APPRAISE, "case_officer", "12"),
    _step("approve", "Lãnh đạo ký duyệt", StepKind.APPROVE, "approver", "6"),
    _step("issue", "Vào sổ, đóng dấu, chuyển kết quả", StepKind.ISSUE, "clerk", "4"),
    _step("deliver", "Trả kết quả", StepKind.DELIVER, "intake_officer", "0"),
)
PROVINCE = (
    _step("receive", "Tiếp nhận hồ sơ", StepKind.RECEIVE, "intake_officer", "2"),
    _step("appraise", "Thẩm định hồ sơ", StepKind.APPRAISE, "case_officer", "24"),
    _step("review", "Lãnh đạo phòng kiểm tra", StepKind.REVIEW, "division_head", "8"),
    _step("approve", "Lãnh đạo sở ký duyệt", StepKind.APPROVE, "approver", "8"),
    _step("issue", "Vào sổ, đóng dấu, chuyển kết quả", StepKind.ISSUE, "clerk", "4"),
    _step("deliver", "Trả kết quả", StepKind.DELIVER, "intake_officer", "0"),
)


def install(*, at: datetime) -> None:
    """Publish both standard processes; one that has been published before, also changed since, stays as it is."""
    for code, name, steps in (
        (DEFAULT_COMMUNE, "Quy trình cấp xã", COMMUNE),
        (DEFAULT_PROVINCE, "Quy trình cấp tỉnh", PROVINCE),
    ):
        if not ProcessVersion.objects.filter(process__code=code).exclude(state=VersionState.DRAFT).exists():
            publish_process(code=code, name=name, steps=steps, valid_from=VALID_FROM, at=at)
