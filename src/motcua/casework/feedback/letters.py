"""The letter of apology as PDF, made from the log each time it is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from motcua.casework.feedback import queries
from motcua.casework.feedback.models import Feedback
from motcua.casework.slips.data import Head
from motcua.casework.slips.regret import RegretData, render_regret
from motcua.casework.slips.standard import REGRET
from motcua.directory.agencies import queries as agencies
from motcua.facilities.papers.printed_forms import form_in_force, form_named
from motcua.kernel.clock import VIETNAM


def signed(row: Feedback) -> bytes:
    """The letter as it was signed, on the form it remembers."""
    said = queries.apology_of(row)
    return _letter(row, said.text, said.officer_id, said.at, form_named(said.slip_template))


def trial(row: Feedback, text: str, officer_id: int, at: datetime) -> bytes:
    """What the letter would be, marked all over the page."""
    form = replace(form_in_force(REGRET, at, row.agency_id), is_trial=True)
    return _letter(row, text, officer_id, at, form)


def _letter(row: Feedback, text: str, officer_id: int, at: datetime, form: object) -> bytes:
    name, title = agencies.officer_name_on(officer_id, at.astimezone(VIETNAM).date())
    agency, one_stop = row.agency, agencies.one_stop_of(row.agency_id)
    data = RegretData(
        head=Head(
            agency=agency.name,
            parent=agency.parent.name if agency.parent else "",
            place=agencies.place_of(agency),
        ),
        code=row.code,
        name=queries.content(row).get("name", ""),
        received_at=row.received_at,
        fault=row.fault,
        reason=text,
        signer=name,
        signer_title=title,
        printed_at=at,
        hotline=one_stop.phone if one_stop else "",
    )
    return render_regret(data, form)  # type: ignore[arg-type]
