"""The intake page's form: one procedure, its people, its papers, its fees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import ComponentKind, DeliveryChoice, IntakeChannel
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry, Intake
from motcua.casework.handling.desk.people import PeopleForm
from motcua.casework.intake.actions import Application
from motcua.casework.intake.desk.fees import FeeLine
from motcua.casework.intake.desk.files import Files
from motcua.directory.procedures.models import Component
from motcua.kernel.ui.fields import Words

MISSING = ("", _("Chưa có"))
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,application/pdf,image/jpeg,image/png"


def usual_kind(component: Component) -> str:
    """How a paper is most often handed in at the counter."""
    is_copy = component.copy_qty and not component.original_qty
    return (ComponentKind.COPY if is_copy else ComponentKind.ORIGINAL).value


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What the form of one procedure, case and agency consists of."""

    agencies: list[tuple[int, str]]
    cases: list[tuple[int, str]]
    components: list[Component]
    fees: list[FeeLine]
    files: Files = field(default_factory=Files)


class SeveralFiles(forms.FileInput):
    """Files of one row; they are read by `desk.files`, not by the form."""

    allow_multiple_selected = True


class IntakeForm(PeopleForm):
    """Components and fees add their own fields: `c<id>_kind`, `c<id>_reason`, `c<id>_files`, `fee<id>`."""

    competent_agency = forms.TypedChoiceField(label=_("Cơ quan giải quyết"), coerce=int)
    case = forms.TypedChoiceField(label=_("Trường hợp"), coerce=int, required=False, empty_value=None)
    intake_channel = forms.TypedChoiceField(
        label=_("Cách nộp"), coerce=int, choices=IntakeChannel.choices, initial=IntakeChannel.COUNTER
    )
    delivery_choice = forms.ChoiceField(
        label=_("Nhận kết quả"),
        choices=DeliveryChoice.choices,
        initial=DeliveryChoice.BOTH,
        widget=forms.RadioSelect,
    )

    mandate = Words(label=_("Giấy ủy quyền, quan hệ"), max_length=200, required=False)

    matter = Words(label=_("Nội dung yêu cầu"), max_length=300, required=False)
    note = Words(label=_("Ghi chú nội bộ"), max_length=1000, required=False)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.components, self.fee_lines, self.files_of = offered.components, offered.fees, offered.files
        self.fields["competent_agency"].choices = offered.agencies
        self.fields["case"].choices = offered.cases
        self.fields["case"].required = bool(offered.cases)
        for component in offered.components:
            self._add_component(component)
        for line in offered.fees:
            self._add_fee(line)

    def _add_component(self, component: Component) -> None:
        self.fields[f"c{component.pk}_kind"] = forms.ChoiceField(
            label=component.name, choices=[MISSING, *ComponentKind.choices], required=False
        )
        self.fields[f"c{component.pk}_reason"] = Words(
            label=_("Lý do không áp dụng"), max_length=200, required=False
        )
        self.fields[f"c{component.pk}_reason"].widget.attrs["placeholder"] = _("Lý do không áp dụng")
        about = f"files-hint id_c{component.pk}_files_error"
        attrs = {"multiple": True, "accept": ACCEPT, "aria-describedby": about}
        self.fields[f"c{component.pk}_files"] = forms.FileField(
            label=_("Tệp"), required=False, widget=SeveralFiles(attrs=attrs)
        )

    def _add_fee(self, line: FeeLine) -> None:
        self.fields[line.name] = forms.IntegerField(
            label=line.label,
            help_text=line.source,
            min_value=0,
            max_value=10**12,
            required=False,
            initial=line.start_vnd,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("submitter_name") and not data.get("mandate"):
            self.add_error("mandate", _("Người nộp thay cần giấy ủy quyền hoặc quan hệ với chủ hồ sơ."))
        for component in self.components:
            self._clean_component(component.pk, data)
        return data

    def _clean_component(self, pk: int, data: dict[str, Any]) -> None:
        if data.get(f"c{pk}_kind") == ComponentKind.NOT_APPLICABLE:
            if not data.get(f"c{pk}_reason"):
                self.add_error(f"c{pk}_reason", _("Ghi lý do không áp dụng giấy tờ này."))
            if self.files_of.of(pk):
                self.add_error(
                    f"c{pk}_kind", _("Giấy tờ không áp dụng thì không kèm tệp: gỡ tệp, hoặc chọn lại.")
                )
        for sentence in self.files_of.refused.get(pk, ()):
            self.add_error(f"c{pk}_files", sentence)

    def has_required_papers(self) -> bool:
        """Whether every required paper is there or does not apply; what lacks gets its error."""
        lacking = [c for c in self.components if c.is_required and not self.data.get(f"c{c.pk}_kind")]
        for component in lacking:
            self.add_error(f"c{component.pk}_kind", _("Chưa có giấy tờ bắt buộc này."))
        return not lacking

    def application(
        self, *, version_id: int, receiving_agency_id: int, is_accepted: bool = False
    ) -> Application:
        """The plain values the action takes."""
        data = self.cleaned_data
        put_down = Intake(
            procedure_version_id=version_id,
            procedure_case_id=data["case"],
            receiving_agency_id=receiving_agency_id,
            support_point_id=receiving_agency_id,
            competent_agency_id=data["competent_agency"],
            intake_channel=data["intake_channel"],
            delivery_choice=data["delivery_choice"],
            parties=self.parties(),
            components=tuple(self._entries()),
            mandate=data["mandate"],
            note=data["note"],
            matter=data["matter"],
        )
        files = self.files_of.new(data["client_id"], [c.pk for c in self.components])
        return Application(intake=put_down, files=files, fees=tuple(self._fees()), is_accepted=is_accepted)

    def _entries(self) -> list[ComponentEntry]:
        data = self.cleaned_data
        return [
            ComponentEntry(
                component_id=component.pk,
                kind=data[f"c{component.pk}_kind"],
                quantity=max(component.original_qty, component.copy_qty, 1),
                paper_ids=self.files_of.paper_ids(data["client_id"], component.pk),
                reason=data[f"c{component.pk}_reason"],
            )
            for component in self.components
            if data[f"c{component.pk}_kind"]
        ]

    def _fees(self) -> list[FeeEntry]:
        amounts = [(line, self.cleaned_data[line.name]) for line in self.fee_lines]
        return [
            FeeEntry(fee_id=line.fee_id, kind=line.kind, amount_vnd=amount)
            for line, amount in amounts
            if amount is not None
        ]

    def component_rows(self) -> list[dict[str, Any]]:
        """Each component with its bound fields and files, for the template."""
        return [
            {
                "component": c,
                "kind": self[f"c{c.pk}_kind"],
                "reason": self[f"c{c.pk}_reason"],
                "pick": self[f"c{c.pk}_files"],
                "files": self.files_of.of(c.pk),
                "refused": self.files_of.refused.get(c.pk, ()),
                "usual": usual_kind(c),
                "value": self[f"c{c.pk}_kind"].value() or "",
            }
            for c in self.components
        ]

    @property
    def met_count(self) -> int:
        """Papers that are there or do not apply."""
        return sum(1 for row in self.component_rows() if row["value"])

    def fee_fields(self) -> list[dict[str, Any]]:
        return [{"line": line, "field": self[line.name]} for line in self.fee_lines]
