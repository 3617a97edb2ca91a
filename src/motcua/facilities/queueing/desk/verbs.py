"""Every button of a counter and of a hall: what it sends, which action it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.choices import Channel
from motcua.facilities.queueing.desk import forms
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.kernel.ui.fields import ClientForm

Done = ServiceRequest | Visit | Any
Act = Callable[[int, Any, By], Done]


@dataclass(frozen=True)
class DeskVerb:
    """A form and the action it asks for; the first argument of `act` is the counter's or the hall's id."""

    form: type[ClientForm]
    act: Act


def _at_number(verb: Callable[..., ServiceRequest]) -> DeskVerb:
    return DeskVerb(
        forms.RequestForm, lambda _place, form, by: verb(request_id=form.cleaned_data["request"], by=by)
    )


def _at_number_and_counter(verb: Callable[..., ServiceRequest]) -> DeskVerb:
    return DeskVerb(
        forms.RequestForm,
        lambda counter, form, by: verb(request_id=form.cleaned_data["request"], counter_id=counter, by=by),
    )


def _call(counter: int, form: Any, by: By) -> ServiceRequest:
    said = form.cleaned_data
    return actions.call(counter_id=counter, request_id=said["request"], reason=said["reason"], by=by)


def _transfer(form: Any, by: By, *, by_supervisor: bool) -> ServiceRequest:
    said = form.cleaned_data
    return actions.transfer(
        request_id=said["request"],
        group_id=said["group"],
        for_counter_id=said["for_counter"],
        by=by,
        by_supervisor=by_supervisor,
    )


def _leave(_place: int, form: Any, by: By) -> ServiceRequest:
    said = form.cleaned_data
    return actions.leave(request_id=said["request"], reason=said["reason"], by=by)


def _add(_place: int, form: Any, by: By) -> ServiceRequest:
    return actions.add_procedure(visit_id=form.cleaned_data["visit"], asked=form.asked(), by=by)


def _switch(_hall: int, form: Any, by: By) -> None:
    said = form.cleaned_data
    actions.switch_counter(counter_id=said["counter"], is_open=form.wanted(), until=said["until"], by=by)


def _move_group(hall: int, form: Any, by: By) -> None:
    said = form.cleaned_data
    actions.move_group(hall_id=hall, from_group_id=said["from_group"], to_group_id=said["to_group"], by=by)


def _post(hall: int, form: Any, by: By) -> None:
    said = form.cleaned_data
    halls.post_notice(hall_id=hall, text=said["text"], until=said["until"], by=by)


COUNTER_VERBS: dict[str, DeskVerb] = {
    "take": DeskVerb(forms.PlainForm, lambda c, _form, by: actions.take_counter(counter_id=c, by=by)),
    "give-up": DeskVerb(forms.PlainForm, lambda c, _form, by: actions.leave_counter(counter_id=c, by=by)),
    "next": DeskVerb(forms.PlainForm, lambda c, _form, by: actions.call_next(counter_id=c, by=by)),
    "help": DeskVerb(forms.PlainForm, lambda c, _form, by: actions.ask_help(counter_id=c, by=by)),
    "call": DeskVerb(forms.CallForm, _call),
    "recall": _at_number(actions.recall),
    "put-back": _at_number(actions.put_back),
    "coming": _at_number(actions.coming),
    "absent": _at_number(actions.absent),
    "back": _at_number(actions.bring_back),
    "start": _at_number(actions.start),
    "hold": _at_number(actions.put_on_hold),
    "finish": _at_number(actions.finish),
    "resume": _at_number_and_counter(actions.resume),
    "reopen": _at_number_and_counter(actions.reopen),
    "leave": DeskVerb(forms.LeaveForm, _leave),
    "add": DeskVerb(forms.AddForm, _add),
    "transfer": DeskVerb(forms.TransferForm, lambda _c, form, by: _transfer(form, by, by_supervisor=False)),
    "quick": DeskVerb(
        forms.AskedForm,
        lambda c, form, by: actions.quick_serve(counter_id=c, asked=form.asked(Channel.QUICK), by=by),
    ),
}

# What whoever serves in the hall may do without a seat.
HALL_VERBS: dict[str, DeskVerb] = {
    "issue": DeskVerb(
        forms.AskedForm, lambda hall, form, by: actions.issue(hall_id=hall, asked=form.asked(), by=by)
    ),
    "confirm": DeskVerb(
        forms.VisitForm, lambda _h, form, by: actions.confirm(visit_id=form.cleaned_data["visit"], by=by)
    ),
    "void": DeskVerb(
        forms.VisitForm, lambda _h, form, by: actions.void(visit_id=form.cleaned_data["visit"], by=by)
    ),
    "back": _at_number(actions.bring_back),
}

SUPERVISOR_VERBS: dict[str, DeskVerb] = {
    "pause": DeskVerb(forms.PlainForm, lambda hall, _form, by: halls.pause_issuing(hall_id=hall, by=by)),
    "go-on": DeskVerb(forms.PlainForm, lambda hall, _form, by: halls.resume_issuing(hall_id=hall, by=by)),
    "close-day": DeskVerb(
        forms.PlainForm,
        lambda hall, _form, by: actions.close_day(hall_id=hall, day=ticket_day(by.at), by=by),
    ),
    "reopen-day": DeskVerb(
        forms.ReopenDayForm,
        lambda hall, form, by: actions.reopen_day(hall_id=hall, reason=form.cleaned_data["reason"], by=by),
    ),
    "move-group": DeskVerb(forms.MoveGroupForm, _move_group),
    "move": DeskVerb(forms.TransferForm, lambda _h, form, by: _transfer(form, by, by_supervisor=True)),
    "send-away": DeskVerb(forms.LeaveForm, _leave),
    "switch": DeskVerb(forms.SwitchForm, _switch),
    "free": DeskVerb(
        forms.CounterForm,
        lambda _h, form, by: actions.free_counter(counter_id=form.cleaned_data["counter"], by=by),
    ),
    "helped": DeskVerb(
        forms.CounterForm,
        lambda _h, form, by: halls.give_help(counter_id=form.cleaned_data["counter"], by=by),
    ),
    "notice": DeskVerb(forms.NoticeForm, _post),
    "withdraw-notice": DeskVerb(
        forms.WithdrawNoticeForm,
        lambda hall, form, by: halls.withdraw_notice(
            hall_id=hall, notice_id=str(form.cleaned_data["notice"]), by=by
        ),
    ),
}
