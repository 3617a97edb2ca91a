"""The facts of a wrong result put right. They are facts of the dossier, whose state folds over them."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.directory.staff.acting import OfficersAct
from motcua.kernel.events.facts import fact


@fact("dossiers.wrong_result_reported")
@dataclass(frozen=True, kw_only=True)
class WrongResultReported(OfficersAct):
    """Báo kết quả có sai sót."""

    number: int
    found_by: str
    rule: str
    calendar: dict
    correct_by: str


@fact("dossiers.correction_moved")
@dataclass(frozen=True, kw_only=True)
class CorrectionMoved:
    """Tính lại hạn đính chính theo lịch làm việc mới."""

    number: int
    calendar: dict
    previous_correct_by: str
    correct_by: str


@fact("dossiers.wrong_result_dismissed")
@dataclass(frozen=True, kw_only=True)
class WrongResultDismissed(OfficersAct):
    """Xem xét lại và giữ nguyên kết quả."""

    number: int


@fact("dossiers.wrong_result_confirmed")
@dataclass(frozen=True, kw_only=True)
class WrongResultConfirmed(OfficersAct):
    """Xác nhận kết quả sai do cơ quan, phải đính chính."""

    number: int
    correct_by: str


@fact("dossiers.result_corrected")
@dataclass(frozen=True, kw_only=True)
class ResultCorrected(OfficersAct):
    """Đã có kết quả đính chính tại bộ phận một cửa."""

    number: int
    replaces_seq: int
    result_type: str
    timeliness: str


@fact("dossiers.corrected_result_delivered")
@dataclass(frozen=True, kw_only=True)
class CorrectedResultDelivered(OfficersAct):
    """Trả kết quả đính chính cho người nhận."""

    number: int
    receiver: str
    identity_check: str
