"""What the officer says of the right case: its papers, its fees, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.models import DossierComponent
from motcua.casework.intake.desk.fees import FeeLine
from motcua.casework.intake.desk.papers_form import PapersForm
from motcua.casework.recasing.actions import Change
from motcua.directory.procedures.models import Component
from motcua.kernel.ui.fields import Lines


@dataclass(frozen=True)
class RightCase:
    """A case as the form asks for it: its papers and fees, and what is there of its papers already."""

    case_id: int
    components: list[Component]
    fees: list[FeeLine]
    carried: Mapping[int, DossierComponent]


class RecaseForm(PapersForm):
    asks = forms.BooleanField(
        label=_("Yêu cầu người nộp bổ sung giấy tờ bắt buộc còn thiếu (in Mẫu 02)"), required=False
    )
    reason = Lines(label=_("Vì sao đổi trường hợp"), max_length=500, rows=2)

    def __init__(self, *args: Any, right: RightCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right = right
        self.ask(right.components, right.fees)

    def paper_ids(self, component_id: int) -> tuple[UUID, ...]:
        """Files go along with the paper they belong to, unless that does not apply any more."""
        row, kind = self.right.carried.get(component_id), self.cleaned_data[f"c{component_id}_kind"]
        if row is None or kind == ComponentKind.NOT_APPLICABLE:
            return ()
        return tuple(UUID(paper) for paper in row.paper_ids)

    def is_savable(self) -> bool:
        """Papers that lack are named at their fields, unless they are to be asked for."""
        is_valid = self.is_valid()
        return (bool(self.cleaned_data.get("asks")) or self.has_required_papers()) and is_valid

    def change(self) -> Change:
        """The plain values the action takes."""
        data = self.cleaned_data
        return Change(
            case_id=self.right.case_id,
            reason=data["reason"],
            components=tuple(self.entries()),
            fees=tuple(self.fees()),
            asks=data["asks"],
        )
