"""The papers and fees of one case as fields of a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry
from motcua.casework.intake.desk.fees import FeeLine
from motcua.directory.procedures.models import Component
from motcua.kernel.ui.fields import ClientForm, Words

MISSING = ("", _("Chưa có"))


def usual_kind(component: Component) -> str:
    """How a paper is most often handed in at the counter."""
    is_copy = component.copy_qty and not component.original_qty
    return (ComponentKind.COPY if is_copy else ComponentKind.ORIGINAL).value


class PapersForm(ClientForm):
    """Components and fees add their own fields: `c<id>_kind`, `c<id>_reason`, `fee<id>`."""

    components: list[Component]
    fee_lines: list[FeeLine]

    def ask(self, components: list[Component], fees: list[FeeLine]) -> None:
        """Called once while the form is made."""
        self.components, self.fee_lines = components, fees
        for component in components:
            self.add_component(component)
        for line in fees:
            self._add_fee(line)

    def add_component(self, component: Component) -> None:
        self.fields[f"c{component.pk}_kind"] = forms.ChoiceField(
            label=component.name, choices=[MISSING, *ComponentKind.choices], required=False
        )
        self.fields[f"c{component.pk}_reason"] = Words(
            label=_("Lý do không áp dụng"), max_length=200, required=False
        )
        self.fields[f"c{component.pk}_reason"].widget.attrs["placeholder"] = _("Lý do không áp dụng")

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
        for component in self.components:
            self.clean_component(component.pk, data)
        return data

    def clean_component(self, pk: int, data: dict[str, Any]) -> None:
        if data.get(f"c{pk}_kind") == ComponentKind.NOT_APPLICABLE and not data.get(f"c{pk}_reason"):
            self.add_error(f"c{pk}_reason", _("Ghi lý do không áp dụng giấy tờ này."))

    def has_required_papers(self) -> bool:
        """Whether every required paper is there or does not apply; what lacks gets its error."""
        lacking = [c for c in self.components if c.is_required and not self.data.get(f"c{c.pk}_kind")]
        for component in lacking:
            self.add_error(f"c{component.pk}_kind", _("Chưa có giấy tờ bắt buộc này."))
        return not lacking

    def paper_ids(self, component_id: int) -> tuple[UUID, ...]:
        """Files that stand for a paper; none unless the form takes files."""
        return ()

    def entries(self) -> Iterable[ComponentEntry]:
        """The papers that are there or do not apply."""
        data = self.cleaned_data
        for component in self.components:
            if data[f"c{component.pk}_kind"]:
                yield ComponentEntry(
                    component_id=component.pk,
                    kind=data[f"c{component.pk}_kind"],
                    quantity=max(component.original_qty, component.copy_qty, 1),
                    paper_ids=self.paper_ids(component.pk),
                    reason=data[f"c{component.pk}_reason"],
                )

    def fees(self) -> Iterable[FeeEntry]:
        """The fees that were noted."""
        for line in self.fee_lines:
            amount = self.cleaned_data[line.name]
            if amount is not None:
                yield FeeEntry(fee_id=line.fee_id, kind=line.kind, amount_vnd=amount)

    def component_rows(self) -> list[dict[str, Any]]:
        """Each component with its bound fields, for the template."""
        return [self.component_row(component) for component in self.components]

    def component_row(self, component: Component) -> dict[str, Any]:
        kind = self[f"c{component.pk}_kind"]
        return {
            "component": component,
            "kind": kind,
            "reason": self[f"c{component.pk}_reason"],
            "usual": usual_kind(component),
            "value": kind.value() or "",
        }

    @property
    def met_count(self) -> int:
        """Papers that are there or do not apply."""
        return sum(1 for row in self.component_rows() if row["value"])

    def fee_fields(self) -> list[dict[str, Any]]:
        return [{"line": line, "field": self[line.name]} for line in self.fee_lines]
