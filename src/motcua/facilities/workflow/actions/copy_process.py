from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused
from motcua.facilities.bpmn.table import BadTable, NoTable, Table, from_xml, redraw
from motcua.facilities.workflow.actions.save_draft import new_process, save_draft
from motcua.facilities.workflow.models import ProcessVersion


class NotCopied(Refused):
    """Quy trình này không chép được."""


@transaction.atomic
def copy_process(
    *, xml: bytes, name: str, owner_id: int | None, agencies: Mapping[str, str], at: datetime
) -> ProcessVersion:
    """A new process of an agency, with a draft like this drawing. Raises NotCopied.

    `agencies`: code in the original → code of the agency to ask instead. The layout is the original's. A drawing
    that is no table is copied byte for byte, to be changed where it is drawn.
    """
    process = new_process(name=name, owner_id=owner_id, at=at)
    try:
        table = _moved(from_xml(xml), process.code, name, agencies)
        xml = redraw(table, xml, _names(table))
    except NoTable:
        pass
    except BadTable as bad:
        raise NotCopied(str(bad)) from bad
    return save_draft(process=process, xml=xml)


def _names(table: Table) -> dict[str, str]:
    """Of the agencies that rows name, for the lanes of the picture."""
    codes = [row.place.removeprefix("agency:") for row in table.rows]
    return dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))


def _moved(table: Table, code: str, name: str, agencies: Mapping[str, str]) -> Table:
    places = {f"agency:{old}": f"agency:{new}" for old, new in agencies.items() if new}
    rows = tuple(replace(row, place=places.get(row.place, row.place)) for row in table.rows)
    return replace(table, code=code, name=name, rows=rows)
