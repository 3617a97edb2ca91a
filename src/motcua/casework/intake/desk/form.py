"""The intake page's form: one procedure, its people, its papers, its fees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import ComponentKind, DeliveryChoice, IntakeChannel
from motcua.casework.dossiers.desk.people import PeopleForm
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry, Intake
from motcua.directory.procedures.models import Component, Fee
from motcua.kernel.ui.fields import Words

MISSING = ("", _("Chưa có"))


def usual_kind(component: Component) -> str:
    """How a paper is most often handed in at the counter."""
    is_copy = component.copy_qty and not component.original_qty
    return (ComponentKind.COPY if is_copy else ComponentKind.ORIGINAL).value


class IntakeForm(PeopleForm):
    """`components` and `fees` of the procedure add their own fields: `c<id>_kind`, `c<id>_reason`, `fee<id>`."""

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

    def __init__(
        self,
        *args: Any,
        agencies: list[tuple[int, str]],
        cases: list[tuple[int, str]],
        components: list[Component],
        fees: list[Fee],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components, self.fee_rows = components, fees
        self.fields["competent_agency"].choices = agencies
        self.fields["case"].choices = cases
        self.fields["case"].required = bool(cases)
        for component in components:
            self._add_component(component)
        known: set[str] = (
            set()
        )  # of several amounts of one kind the first is meant, until somebody says otherwise
        for fee in fees:
            self.fields[f"fee{fee.pk}"] = forms.IntegerField(
                label=fee.get_kind_display(),
                min_value=0,
                max_value=10**12,
                required=False,
                initial=None if fee.kind in known else fee.amount_vnd,
            )
            known.add(fee.kind)

    def _add_component(self, component: Component) -> None:
        self.fields[f"c{component.pk}_kind"] = forms.ChoiceField(
            label=component.name, choices=[MISSING, *ComponentKind.choices], required=False
        )
        self.fields[f"c{component.pk}_reason"] = Words(
            label=_("Lý do không áp dụng"), max_length=200, required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("submitter_name") and not data.get("mandate"):
            self.add_error("mandate", _("Người nộp thay cần giấy ủy quyền hoặc quan hệ với chủ hồ sơ."))
        for component in self.components:
            is_left_out = data.get(f"c{component.pk}_kind") == ComponentKind.NOT_APPLICABLE
            if is_left_out and not data.get(f"c{component.pk}_reason"):
                self.add_error(f"c{component.pk}_reason", _("Ghi lý do không áp dụng giấy tờ này."))
        return data

    def has_required_papers(self) -> bool:
        """Whether every required paper is there or does not apply; what lacks gets its error."""
        lacking = [c for c in self.components if c.is_required and not self.data.get(f"c{c.pk}_kind")]
        for component in lacking:
            self.add_error(f"c{component.pk}_kind", _("Chưa có giấy tờ bắt buộc này."))
        return not lacking

    def intake(self, *, version_id: int, receiving_agency_id: int) -> Intake:
        """The plain values the action takes."""
        data = self.cleaned_data
        return Intake(
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

    def _entries(self) -> list[ComponentEntry]:
        data = self.cleaned_data
        return [
            ComponentEntry(
                component_id=component.pk,
                kind=data[f"c{component.pk}_kind"],
                quantity=max(component.original_qty, component.copy_qty, 1),
                reason=data[f"c{component.pk}_reason"],
            )
            for component in self.components
            if data[f"c{component.pk}_kind"]
        ]

    def fees(self) -> list[FeeEntry]:
        entries = []
        for fee in self.fee_rows:
            amount = self.cleaned_data[f"fee{fee.pk}"]
            if amount is not None:
                entries.append(FeeEntry(fee_id=fee.pk, kind=fee.kind, amount_vnd=amount))
        return entries

    def component_rows(self) -> list[dict[str, Any]]:
        """Each component with its bound fields, for the template."""
        return [
            {
                "component": c,
                "kind": self[f"c{c.pk}_kind"],
                "reason": self[f"c{c.pk}_reason"],
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
        return [{"fee": fee, "field": self[f"fee{fee.pk}"]} for fee in self.fee_rows]
