"""How a dossier's rows follow from its log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import clock_of, instant, promise
from motcua.casework.dossiers.models import Dossier, DossierComponent, DossierFee, DossierStatement, Party
from motcua.casework.dossiers.models.party import PARTY_COLUMNS
from motcua.casework.dossiers.parties import Parties
from motcua.casework.dossiers.queries import CORRECTION_DATED, correction_due
from motcua.casework.dossiers.state import replay
from motcua.casework.finding.numbers import fingerprint
from motcua.facilities.workflow import changes as workflow
from motcua.facilities.workflow.changes import NAMES, Spot, Spots
from motcua.facilities.workflow.models import Token
from motcua.facilities.workflow.queries import graph_of
from motcua.facilities.workflow.waits import waits as found_waits
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Log, Projection, compare, register

_PARTY_PURPOSES = ("intake", "amendment")
_DATED = (
    "dossiers.accepted",
    "dossiers.supplement_received",
    "dossiers.extended",
    "dossiers.payment_confirmed",
    "dossiers.due_recomputed",
    "dossiers.case_changed",
    "upkeep.clock_resumed",
)
_PRICED = ("dossiers.accepted", "dossiers.case_changed")
_COMPONENT = ("component_id", "kind", "quantity", "paper_ids")
_FEE = ("fee_id", "kind", "amount_vnd")


@dataclass(frozen=True)
class _Rows:
    """What the tables say of some hundred dossiers, read together."""

    dossiers: dict[int, Dossier]
    components: dict[int, list[dict[str, Any]]]
    fees: dict[int, list[dict[str, Any]]]
    parties: dict[int, dict[str, Party]]
    statements: dict[str, DossierStatement]
    tokens: dict[int, list[Token]]


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every column, party, paper, fee, token and promised date of one dossier against its events."""
    yield from check_many({subject: events})


def check_many(log: Log) -> Iterator[Difference]:
    """`check` for many dossiers at once."""
    rows = _rows([_id(subject) for subject in log])
    for subject, events in log.items():
        dossier = rows.dossiers.get(_id(subject))
        if dossier is None:
            yield Difference(subject, "hồ sơ", "có dòng", "không có")
            continue
        state = replay(events)
        expected = state.columns()
        yield from compare(subject, expected, {name: getattr(dossier, name) for name in expected})
        yield from _token(dossier, events)
        yield from _components(subject, events, rows.components.get(dossier.pk, []))
        fees = rows.fees.get(dossier.pk, [])
        yield from _fees(subject, events, fees, accepted=state.accepted_at is not None)
        yield from _parties(subject, events, rows.parties.get(dossier.pk, {}), rows.statements)
        yield from _standing(dossier, events, rows.tokens.get(dossier.process_run_id or 0, []))
        yield from _promises(subject, events)
        yield from _stops(subject, events)
        yield from _corrections(subject, events)


def _id(subject: str) -> int:
    return int(subject.partition(":")[2])


def _rows(ids: list[int]) -> _Rows:
    names = [f"dossier:{pk}" for pk in ids]
    said = DossierStatement.objects.filter(subject__in=names, purpose__in=_PARTY_PURPOSES)
    parties: dict[int, dict[str, Party]] = {}
    for party in Party.objects.filter(dossier_id__in=ids):
        parties.setdefault(party.dossier_id, {})[party.role] = party
    dossiers = Dossier.objects.in_bulk(ids)
    tokens: dict[int, list[Token]] = {}
    for token in Token.objects.filter(run__in=[d.process_run_id for d in dossiers.values()]).order_by(
        "number"
    ):
        tokens.setdefault(token.run_id, []).append(token)
    return _Rows(
        dossiers=dossiers,
        tokens=tokens,
        components=_grouped(DossierComponent, ids, _COMPONENT),
        fees=_grouped(DossierFee, ids, _FEE),
        parties=parties,
        statements={str(row.pk): row for row in said},
    )


def _grouped(model: Any, ids: list[int], columns: Iterable[str]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in model.objects.filter(dossier_id__in=ids).order_by("id").values("dossier_id", *columns):
        found.setdefault(row.pop("dossier_id"), []).append(row)
    return found


def _token(dossier: Dossier, events: list[Event]) -> Iterator[Difference]:
    """The QR of one dossier must not open another; the log knows the token's hash only."""
    stated = [event.facts["token_sha256"] for event in events if "token_sha256" in event.facts]
    if not stated or fingerprint(dossier.lookup_token) != stated[-1]:
        yield Difference(dossier.subject, "lookup_token", "như khi cấp", "khác khi cấp")


def _standing(dossier: Dossier, events: list[Event], tokens: list[Token]) -> Iterator[Difference]:
    """Where it stands in the process follows from what each act changed there."""
    expected = [spot.to_json() for spot in _spots(events).values()]
    found = [Spot(**{name: getattr(token, name) for name in NAMES}).to_json() for token in tokens]
    yield from _lists(dossier.subject, "vị trí trong quy trình", expected, found)
    if any(token.due_at != dossier.running_due_at for token in tokens):
        yield Difference(dossier.subject, "hạn ở vị trí trong quy trình", str(dossier.running_due_at), "khác")


def _spots(events: list[Event]) -> Spots:
    began = max((n for n, e in enumerate(events) if "process_run_id" in e.facts), default=0)
    return workflow.replay(e.facts["run"] for e in events[began:] if e.facts.get("run"))


def _components(subject: str, events: list[Event], rows: list[dict[str, Any]]) -> Iterator[Difference]:
    stated = [event.facts["components"] for event in events if event.facts.get("components") is not None]
    yield from _lists(subject, "thành phần hồ sơ", stated[-1] if stated else [], rows)


def _fees(
    subject: str, events: list[Event], rows: list[dict[str, Any]], *, accepted: bool
) -> Iterator[Difference]:
    stated = [event.facts["fees"] for event in events if event.kind in _PRICED] if accepted else []
    yield from _lists(subject, "phí, lệ phí", stated[-1] if stated else [], rows)


def _lists(subject: str, what: str, expected: list[Any], found: list[Any]) -> Iterator[Difference]:
    if expected != found:
        yield Difference(subject, what, repr(expected), repr(found))


def _parties(
    subject: str, events: list[Event], rows: dict[str, Party], statements: dict[str, DossierStatement]
) -> Iterator[Difference]:
    """Names and numbers must be those of the latest statement; an erased statement leaves nothing to compare."""
    named = [key for event in events for key in event.statements]
    latest = [statements[str(UUID(key))] for key in named if str(UUID(key)) in statements]
    if latest and latest[-1].erased_at:
        return
    expected = dict(Parties.from_json(_party_part(latest[-1].body)).by_role()) if latest else {}
    if expected.keys() != rows.keys():
        yield Difference(subject, "người trong hồ sơ", str(sorted(expected)), str(sorted(rows)))
        return
    for role, party in expected.items():
        row = {name: getattr(rows[role], name) for name in PARTY_COLUMNS}
        for difference in compare(subject, party.columns(), row):
            # The report must not spread personal data: it names the place, not the values.
            yield Difference(subject, f"{role}.{difference.what}", "như lời khai", "khác lời khai")


def _party_part(body: dict[str, Any]) -> dict[str, Any]:
    return {role: body[role] for role in ("owner", "submitter") if body.get(role)}


def _promises(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Each promised date is computed again from rule, calendar and the events up to it."""
    for position, event in enumerate(events, start=1):
        if event.kind not in _DATED or not event.facts.get("due_at"):
            continue
        found = clock_of(events[:position])
        if found is None:
            continue
        clock, reference = found
        promised = promise(clock, calendars.from_reference(reference))
        expected = {"due_at": promised.due_at, "index_due_at": promised.index_due_at}
        stated = {name: instant(event.facts[name]) for name in expected}
        yield from compare(f"{subject} #{event.seq}", expected, stated)


def _stops(subject: str, events: list[Event]) -> Iterator[Difference]:
    """The clock was stopped only where the published drawing, by the law it names, lets it stand."""
    for position, event in enumerate(events):
        if event.kind != "upkeep.clock_stopped":
            continue
        before = events[:position]
        version_id = replay(before).process_version_id
        waits = found_waits(graph_of(version_id), _spots(before)) if version_id else ()
        expected = {"steps": [wait.step for wait in waits], "laws": [*dict.fromkeys(w.law for w in waits)]}
        stated = {name: event.facts[name] for name in expected}
        yield from compare(f"{subject} #{event.seq}", expected, stated)


def _corrections(subject: str, events: list[Event]) -> Iterator[Difference]:
    """The day by which a wrong result has to be back follows from its rule and the calendar it names."""
    for position, event in enumerate(events, start=1):
        if event.kind not in CORRECTION_DATED:
            continue
        found = correction_due(events[:position])
        expected = {"correct_by": found.due_at if found else None}
        stated = {"correct_by": instant(event.facts["correct_by"])}
        yield from compare(f"{subject} #{event.seq}", expected, stated)


def subjects() -> Iterator[str]:
    for pk in Dossier.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"dossier:{pk}"


def install() -> None:
    register(
        Projection(
            name="dossiers",
            subject_type="dossier",
            check=check,
            subjects=subjects,
            check_many=check_many,
        )
    )
