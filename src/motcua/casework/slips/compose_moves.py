"""Slips of a dossier on its way: from hand to hand, to another agency, to its stop."""

from __future__ import annotations

from datetime import datetime

from motcua.casework.slips import data as slips
from motcua.casework.slips import printing, wording
from motcua.casework.slips import source as about
from motcua.casework.slips.given import receiving_agency_of
from motcua.casework.slips.source import Source
from motcua.directory.agencies import queries as agencies
from motcua.facilities.workflow.rules import Sequence
from motcua.kernel.events.models import Event

_HAND_OVERS = (
    "dossiers.accepted",
    "dossiers.handed_over",
    "dossiers.sent_back",
    "dossiers.recalled",
    "dossiers.approved",
    "dossiers.refused",
    "dossiers.result_recorded",
    "dossiers.delivered",
)


def control_slip(source: Source, variant: str) -> bytes:
    accepted = about.accepted(source)
    dossier = source.dossier
    return printing.render_control_slip(
        slips.ControlSlipData(
            head=about.head(source),
            codes=about.codes(source, secret=False),
            one_stop=dossier.receiving_agency.name,
            competent_agency=dossier.competent_agency.name,
            supporting_agencies=_supporting(source),
            owner=about.owner(source),
            matter=about.matter(source),
            received_at=accepted.happened_at,
            due_at=dossier.due_at or datetime.fromisoformat(accepted.facts["due_at"]),  # type: ignore[arg-type]
            rows=tuple(_hand_overs(source)),
            printed_at=source.event.happened_at,
            blank_rows=0 if dossier.is_ended else 2,
        ),
        source.form("", "06"),
    )


def _supporting(source: Source) -> tuple[str, ...]:
    """Agencies whose opinion was asked, each once."""
    asked = [event for event in source.events if event.kind == "dossiers.consulted"]
    return tuple(dict.fromkeys(agencies.name_of(event.facts["asked_agency_id"]) for event in asked))


def _hand_overs(source: Source) -> list[slips.HandoverLine]:
    """Every passing from one hand to the next; the taker is known once the dossier was taken on."""
    moves = [event for event in source.events if event.kind in _HAND_OVERS]
    rows = []
    for event in moves[1:]:
        giver = source.hand(event)
        taken = _taken_after(source, event)
        rows.append(
            slips.HandoverLine(
                giver=slips.Hand(name=giver, unit=agencies.name_of(event.agency_id), signed="điện tử"),
                receiver=_taker(source, event, taken),
                at=event.happened_at,
                timeliness=event.facts.get("timeliness", ""),
                note=event.title,
            )
        )
    return rows


def _taker(source: Source, event: Event, taken: Event | None) -> slips.Hand:
    if event.kind == "dossiers.delivered":
        name = source.said(event, "receiver").get("name", "")
        return slips.Hand(name=name, unit="Người nhận kết quả", signed="")
    unit = agencies.name_of(event.facts.get("to_agency_id"))
    if taken is None:
        return slips.Hand(name="", unit=unit)
    return slips.Hand(name=source.hand(taken), unit=unit, signed="điện tử")


def _taken_after(source: Source, event: Event) -> Event | None:
    """Who took it on before it moved again."""
    for later in source.events:
        if later.seq <= event.seq:
            continue
        if later.kind == "dossiers.taken_over":
            return later
        if later.kind in _HAND_OVERS:
            return None
    return None


def transfer_slip(source: Source, variant: str) -> bytes:
    """Phiếu chuyển xử lý: what the agency that gets the dossier has to do, and by when."""
    accepted, event, dossier = about.accepted(source), source.event, source.dossier
    taken = None if event.kind == "dossiers.consulted" else _taken_after(source, event)
    task_due_at = event.facts.get("step_due_at") or event.facts.get("answer_by")
    return printing.render_transfer(
        slips.TransferData(
            head=slips.Head(agency=agencies.name_of(event.agency_id), place=about.head(source).place),
            codes=about.codes(source, secret=False),
            one_stop=dossier.receiving_agency.name,
            competent_agency=dossier.competent_agency.name,
            owner=about.owner(source),
            matter=about.matter(source),
            received_at=accepted.happened_at,
            due_at=dossier.due_at or datetime.fromisoformat(accepted.facts["due_at"]),
            giver=slips.Hand(name=source.hand(event), unit=agencies.name_of(event.agency_id)),
            receiver=slips.Hand(
                name=source.hand(taken) if taken else "",
                unit=agencies.name_of(receiving_agency_of(event)),
            ),
            task=_task(source),
            task_due_at=datetime.fromisoformat(task_due_at) if task_due_at else None,
            components=about.components(source),
            printed_at=event.happened_at,
        ),
        source.form("", "PC"),
    )


def _task(source: Source) -> str:
    """The step the receiver does, or the question it is asked."""
    event = source.event
    if event.kind != "dossiers.consulted":
        return _step_name(source, event.facts["to_step"])
    asked = source.said(event, "note").get("text", "")
    return f"Cho ý kiến phối hợp: {asked}" if asked else "Cho ý kiến phối hợp"


def stop_notice(source: Source, variant: str) -> bytes:
    """Mẫu 05, Thông báo dừng giải quyết hồ sơ: at whose request, at which step, what becomes of the fee."""
    event, dossier = source.event, source.dossier
    name, title = source.officer(event)
    request = _before(source, "dossiers.withdrawal_requested")
    is_withdrawn = event.facts["cause"] == "withdrawal" and request is not None
    return printing.render_stop_notice(
        slips.StopData(
            head=about.head(source),
            codes=about.codes(source, secret=False),
            one_stop=dossier.receiving_agency.name,
            competent_agency=dossier.competent_agency.name,
            owner=about.owner(source),
            matter=about.matter(source),
            received_at=_begun(source),
            cause=_cause(source, request if is_withdrawn else None),
            request_reason=source.said(request, "reason").get("text", "") if is_withdrawn and request else "",
            step=_step_name(source, _last_step(source)),
            decision=source.said(event, "decision").get("text", ""),
            refunds_fee=event.facts["fee_refund"],
            had_fee=any(fee.amount_vnd for fee in dossier.fees.all()),
            signer=name,
            signer_title=title,
            printed_at=event.happened_at,
            contact=about.contact(source),
        ),
        source.form(event.facts.get("slip_template", ""), "05"),
    )


def _begun(source: Source) -> datetime:
    """When it was accepted; what was stopped before that, when it was handed in."""
    found = [event for event in source.events if event.kind == "dossiers.accepted"]
    return (found[-1] if found else source.events[0]).happened_at


def _cause(source: Source, request: Event | None) -> str:
    if request is not None:
        return f"Ngày {wording.day(request.happened_at)}, ông/bà đã yêu cầu rút hồ sơ."
    asked = _before(source, "dossiers.supplement_requested")
    if asked is None:
        return "Hồ sơ không đủ điều kiện để tiếp tục giải quyết."
    until = wording.moment(datetime.fromisoformat(asked.facts["answer_by"]))
    return (
        f"Ngày {wording.day(asked.happened_at)}, chúng tôi đã yêu cầu bổ sung hồ sơ, chậm nhất {until}."
        " Đến nay hồ sơ chưa được bổ sung."
    )


def _before(source: Source, kind: str) -> Event | None:
    """The last event of a kind before the slip's own."""
    found = [event for event in source.events if event.kind == kind and event.seq < source.event.seq]
    return found[-1] if found else None


def _last_step(source: Source) -> str:
    """The step the dossier stood at when the slip was given; empty before acceptance."""
    step = ""
    for event in source.events:
        if event.seq > source.event.seq:
            break
        step = event.facts.get("to_step") or (
            event.facts["step"] if event.kind == "dossiers.accepted" else step
        )
    return step


def _step_name(source: Source, code: str) -> str:
    version = source.dossier.process_version
    sequence: Sequence | None = version.sequence if version else None
    if sequence is None or code not in {step.code for step in sequence.steps}:
        return ""
    return sequence.step(code).name
