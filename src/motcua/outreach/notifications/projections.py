"""How told messages and refusals follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Log, Projection, compare, register
from motcua.outreach.notifications.choices import MessageState
from motcua.outreach.notifications.models import MailRefusal, Message
from motcua.outreach.notifications.models.message import SUBJECT, notice_subject

_TOLD = (MessageState.SENT.value, MessageState.CALLED.value)


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Each message somebody was told, and whether letters are refused, against what was stated."""
    yield from check_many({subject: events})


def check_many(log: Log) -> Iterator[Difference]:
    """`check` for some hundred dossiers at once."""
    names = {subject: f"{SUBJECT}:{subject.partition(':')[2]}" for subject in log}
    rows: dict[str, list[Message]] = {}
    for row in Message.objects.filter(subject__in=names.values()).order_by("id"):
        rows.setdefault(row.subject, []).append(row)
    refused = set(MailRefusal.objects.filter(subject__in=names.values()).values_list("subject", flat=True))
    for subject, events in log.items():
        yield from _told(subject, events, rows.get(names[subject], []))
        expected, found = _refused_by(events), names[subject] in refused
        yield from compare(subject, {"từ chối nhận thư": expected}, {"từ chối nhận thư": found})


def _told(subject: str, events: list[Event], rows: list[Message]) -> Iterator[Difference]:
    """Outcomes in the rows are those in the log, and none is in the rows only."""
    told, found = _told_by(events), {row.pk: row for row in rows}
    for pk, (state, at) in told.items():
        row = found.get(pk)
        # Who was not reached may be let go later: what they were to hear is out of date.
        let_go = row and (state, row.state) == (MessageState.UNREACHABLE, MessageState.GIVEN_UP)
        expected = {"trạng thái": MessageState.GIVEN_UP.value if let_go else state, "lúc": at}
        yield from compare(
            f"{subject} tin {pk}", expected, {"trạng thái": row.state, "lúc": row.told_at} if row else {}
        )
    for pk, row in found.items():
        if row.state in _TOLD and pk not in told:
            yield Difference(f"{subject} tin {pk}", "đã báo", "không có", row.state)


def _told_by(events: Iterable[Event]) -> dict[int, tuple[str, object]]:
    """Last outcome of each message that anybody tried by telephone, or that was sent."""
    told: dict[int, tuple[str, object]] = {}
    for event in events:
        if event.kind == "notifications.sent":
            told[event.facts["message_id"]] = (MessageState.SENT.value, event.happened_at)
        elif event.kind == "notifications.called":
            told[event.facts["message_id"]] = (event.facts["outcome"], event.happened_at)
    return told


def _refused_by(events: Iterable[Event]) -> bool:
    said = [e.kind for e in events if e.kind in ("notifications.mail_refused", "notifications.mail_allowed")]
    return bool(said) and said[-1] == "notifications.mail_refused"


def subjects() -> Iterator[str]:
    """Every dossier of which something was told or refused."""
    messages: QuerySet = Message.objects.filter(state__in=_TOLD).order_by("subject")
    yield from _named(messages.values_list("subject", flat=True).distinct())
    yield from _named(MailRefusal.objects.order_by("subject").values_list("subject", flat=True))


def _named(rows: QuerySet) -> Iterator[str]:
    for subject in rows.iterator(chunk_size=2000):
        yield notice_subject(int(subject.partition(":")[2]))


def install() -> None:
    register(
        Projection(
            name="notifications",
            subject_type="notice",
            check=check,
            subjects=subjects,
            check_many=check_many,
        )
    )
