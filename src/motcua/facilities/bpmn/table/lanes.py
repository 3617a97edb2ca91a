"""What lanes are called. The XML is one and the same in every language, so these words are not translated."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.facilities.bpmn.table.drawing import Lane

ROLES = {
    "intake_officer": "Công chức một cửa",
    "case_officer": "Chuyên viên thụ lý",
    "division_head": "Lãnh đạo phòng",
    "approver": "Lãnh đạo ký duyệt",
    "clerk": "Văn thư",
}
PLACES = {"receiving": "Nơi tiếp nhận", "competent": "Cơ quan giải quyết"}


def name(lane: Lane, agencies: Mapping[str, str]) -> str:
    """`agencies`: names by code, for places that name an agency."""
    place, role = lane
    if place.startswith("agency:"):
        code = place.removeprefix("agency:")
        where = agencies.get(code) or f"Cơ quan {code}"
    else:
        where = PLACES.get(place, place)
    who = ROLES.get(role, role)
    return " · ".join(part for part in (who, where) if part) or "Chưa phân công"
