"""What an intake says of papers must fit the procedure it is for."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.casework.dossiers.actions.recording import DossierRefusal
from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.intake import ComponentEntry
from motcua.casework.dossiers.terms import published


class ForeignPaper(DossierRefusal):
    """Có giấy tờ không thuộc thành phần hồ sơ của thủ tục này."""


class UnexplainedAbsence(DossierRefusal):
    """Giấy tờ ghi “không áp dụng” phải có lý do."""


def check_papers(version_id: int, case_id: int | None, entries: Iterable[ComponentEntry]) -> None:
    """Raise ForeignPaper or UnexplainedAbsence; nothing when every entry fits."""
    asked = {component.pk for component in published(version_id).asked(case_id)}
    for entry in entries:
        if entry.component_id not in asked:
            raise ForeignPaper
        if entry.kind == ComponentKind.NOT_APPLICABLE and not entry.reason.strip():
            raise UnexplainedAbsence
