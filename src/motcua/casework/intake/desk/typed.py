"""What was typed so far, brought over to the case and the agency that are chosen now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from motcua.casework.dossiers import terms
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import Published
from motcua.casework.intake.desk import files
from motcua.casework.intake.desk.fees import FeeLine
from motcua.casework.intake.desk.files import Files
from motcua.casework.intake.desk.papers_form import usual_kind
from motcua.directory.procedures.models import Component, ProcedureVersion
from motcua.kernel.text import fold


@dataclass(frozen=True)
class Typed:
    """The posted values, and the files of each row."""

    data: QueryDict
    files: Files


def chosen_case(said: Published, asked: object) -> int | None:
    """The case asked for; the first where there are cases and none of them was named."""
    ids = {str(case.pk): case.pk for case in said.alternatives}
    return ids.get(str(asked)) or next(iter(ids.values()), None)


def typed(request: HttpRequest, version: ProcedureVersion, dossier: Dossier | None) -> Typed:
    """The posted page with papers carried over to the rows of the chosen case."""
    said, data = terms.published(version.pk), request.POST.copy()
    found = files.posted(request, [component.pk for component in said.components], dossier)
    shown = said.asked(chosen_case(said, data.get("case")))
    _carry(said, shown, data, found)
    for component in shown:
        if found.of(component.pk) and not data.get(f"c{component.pk}_kind"):
            data[f"c{component.pk}_kind"] = usual_kind(component)
    return Typed(data, found)


def _carry(said: Published, shown: list[Component], data: QueryDict, found: Files) -> None:
    """Cases ask for the same paper each in a row of its own: what was said in one goes on in the other."""
    here = {component.pk for component in shown}
    by_name = {fold(component.name): component for component in reversed(shown) if component.name}
    for gone in (component for component in said.components if component.pk not in here):
        same = by_name.get(fold(gone.name))
        if same is not None and not data.get(f"c{same.pk}_kind") and not found.of(same.pk):
            for name in ("kind", "reason"):
                data[f"c{same.pk}_{name}"] = data.get(f"c{gone.pk}_{name}", "")
            found.move(gone.pk, same.pk)
        found.left_behind += len(found.rows.pop(gone.pk, ()))


def take_over_fees(data: QueryDict, fees: Iterable[FeeLine]) -> None:
    """Amounts nobody changed follow the case and the agency; those somebody typed stay.

    Each line carries the amount it started with in `was_<name>`; a post without any is left as it is.
    """
    if not any(name.startswith("was_fee") for name in data):
        return
    for line in fees:
        was, start = data.get(f"was_{line.name}"), str(line.start_vnd if line.start_vnd is not None else "")
        if was is None or data.get(line.name, "") == was:
            data[line.name] = start


def with_all_papers(components: Iterable[Component], typed: QueryDict) -> QueryDict:
    """The posted form with every required paper marked as there."""
    data = typed.copy()
    for component in components:
        name = f"c{component.pk}_kind"
        if component.is_required and not data.get(name):
            data[name] = usual_kind(component)
    return data
