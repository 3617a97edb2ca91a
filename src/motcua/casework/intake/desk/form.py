"""The intake page's form: one procedure, its people, its papers, its fees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import ComponentKind, DeliveryChoice, IntakeChannel
from motcua.casework.dossiers.intake import Intake
from motcua.casework.handling.desk.people import PeopleForm
from motcua.casework.intake.actions import Application
from motcua.casework.intake.desk.fees import FeeLine
from motcua.casework.intake.desk.files import Files
from motcua.casework.intake.desk.papers_form import PapersForm
from motcua.directory.procedures.models import Component
from motcua.kernel.ui.fields import Words

ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,application/pdf,image/jpeg,image/png"


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


class IntakeForm(PapersForm, PeopleForm):
    """Components add `c<id>_files` to the fields of their papers."""

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
        self.files_of = offered.files
        self.fields["competent_agency"].choices = offered.agencies
        self.fields["case"].choices = offered.cases
        self.fields["case"].required = bool(offered.cases)
        self.ask(offered.components, offered.fees)

    def add_component(self, component: Component) -> None:
        super().add_component(component)
        about = f"files-hint id_c{component.pk}_files_error"
        attrs = {"multiple": True, "accept": ACCEPT, "aria-describedby": about}
        self.fields[f"c{component.pk}_files"] = forms.FileField(
            label=_("Tệp"), required=False, widget=SeveralFiles(attrs=attrs)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("submitter_name") and not data.get("mandate"):
            self.add_error("mandate", _("Người nộp thay cần giấy ủy quyền hoặc quan hệ với chủ hồ sơ."))
        return data

    def clean_component(self, pk: int, data: dict[str, Any]) -> None:
        super().clean_component(pk, data)
        if data.get(f"c{pk}_kind") == ComponentKind.NOT_APPLICABLE and self.files_of.of(pk):
            self.add_error(
                f"c{pk}_kind", _("Giấy tờ không áp dụng thì không kèm tệp: gỡ tệp, hoặc chọn lại.")
            )
        for sentence in self.files_of.refused.get(pk, ()):
            self.add_error(f"c{pk}_files", sentence)

    def paper_ids(self, component_id: int) -> tuple[UUID, ...]:
        return tuple(self.files_of.paper_ids(self.cleaned_data["client_id"], component_id))

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
            components=tuple(self.entries()),
            mandate=data["mandate"],
            note=data["note"],
            matter=data["matter"],
        )
        files = self.files_of.new(data["client_id"], [c.pk for c in self.components])
        return Application(intake=put_down, files=files, fees=tuple(self.fees()), is_accepted=is_accepted)

    def component_row(self, component: Component) -> dict[str, Any]:
        return super().component_row(component) | {
            "pick": self[f"c{component.pk}_files"],
            "files": self.files_of.of(component.pk),
            "refused": self.files_of.refused.get(component.pk, ()),
        }
