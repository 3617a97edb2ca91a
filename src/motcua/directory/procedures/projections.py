"""What the log says of the catalogue and of offers, for `motcua audit verify`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from motcua.directory.procedures import queries
from motcua.directory.procedures.choices import RecordKind, VersionState
from motcua.directory.procedures.events import (
    CatalogueImported,
    OfferEnded,
    OfferMade,
    VersionPublished,
    VersionWithdrawn,
)
from motcua.directory.procedures.models import CatalogueImport, Offer, ProcedureVersion
from motcua.directory.procedures.rules.catalogue import digest_of_versions
from motcua.directory.procedures.rules.content import digest
from motcua.directory.procedures.rules.limits import exact_number
from motcua.kernel.events import projections
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Log, Projection


def check_import(subject: str, events: list[Event]) -> Iterator[Difference]:
    """The versions each batch wrote are there and still say what they said."""
    run_id = int(subject.partition(":")[2])
    stated = [event.fact for event in events if event.kind == CatalogueImported.kind]  # type: ignore[attr-defined]
    known = 0
    for fact in stated:
        if fact.first_version_id is None:
            continue
        written = ProcedureVersion.objects.filter(
            catalogue_import_id=run_id, pk__range=(fact.first_version_id, fact.last_version_id)
        )
        lines = []
        for version in queries.with_content(written.select_related("procedure")):
            found = digest(queries.content_of(version))
            if found != version.content_digest:
                where = f"nội dung {version.procedure.code} phiên bản {version.number}"
                yield Difference(subject, where, version.content_digest, found)
            lines.append((version.procedure.code, version.number, version.content_digest))
        known += len(lines)
        if digest_of_versions(lines) != fact.versions_digest:
            yield Difference(
                subject,
                "các phiên bản",
                f"{fact.versions} ({fact.versions_digest[:12]})",
                f"{len(lines)} ({digest_of_versions(lines)[:12]})",
            )
    total = ProcedureVersion.objects.filter(catalogue_import_id=run_id).count()
    if total != known:
        yield Difference(subject, "số phiên bản", str(known), str(total))


def check_offer(subject: str, events: list[Event]) -> Iterable[Difference]:
    """An offer's row says what the facts and the statement say."""
    offer = Offer.objects.filter(pk=int(subject.partition(":")[2])).select_related("procedure").first()
    expected: dict[str, Any] = {"valid_to": None}
    for event in events:
        if event.kind == OfferMade.kind:  # type: ignore[attr-defined]
            expected |= event.facts
        elif event.kind == OfferEnded.kind:  # type: ignore[attr-defined]
            expected["valid_to"] = event.facts["valid_to"]
    return projections.compare(subject, expected, _as_stated(offer) if offer else {})


def _as_stated(offer: Offer) -> dict[str, Any]:
    return {
        "agency_id": offer.agency_id,
        "procedure_id": offer.procedure_id,
        "code": offer.procedure.code,
        "limit_value": exact_number(offer.limit_value),
        "limit_unit": offer.limit_unit,
        "fee_vnd": offer.fee_vnd,
        "valid_from": offer.valid_from.isoformat(),
        "valid_to": offer.valid_to.isoformat() if offer.valid_to else None,
    }


def check_procedures(log: Log) -> Iterator[Difference]:
    """Versions that say more than a row of the list were stated; each ends where the next begins or was withdrawn."""
    ids = [int(subject.partition(":")[2]) for subject in log]
    versions: dict[int, list[ProcedureVersion]] = {}
    rows = ProcedureVersion.objects.filter(procedure_id__in=ids).order_by("number")
    for row in rows.only(
        "procedure_id", "number", "state", "valid_from", "valid_to", "record_kind", "content_digest"
    ):
        versions.setdefault(row.procedure_id, []).append(row)
    for subject, events in log.items():
        found = versions.get(int(subject.partition(":")[2]), [])
        yield from _unstated(subject, events, found)
        yield from _wrongly_ended(subject, events, found)


def _unstated(subject: str, events: list[Event], versions: list[ProcedureVersion]) -> Iterator[Difference]:
    expected = {
        event.facts["number"]: event.facts["content_digest"]
        for event in events
        if event.kind == VersionPublished.kind  # type: ignore[attr-defined]
    }
    found = {v.number: v.content_digest for v in versions if v.record_kind != RecordKind.LIST}
    for number in sorted(expected.keys() | found.keys()):
        if expected.get(number) != found.get(number):
            where = f"phiên bản {number}"
            yield Difference(subject, where, repr(expected.get(number)), repr(found.get(number)))


def _wrongly_ended(
    subject: str, events: list[Event], versions: list[ProcedureVersion]
) -> Iterator[Difference]:
    withdrawn = {
        event.facts["number"]: event.facts["valid_to"]
        for event in events
        if event.kind == VersionWithdrawn.kind  # type: ignore[attr-defined]
    }
    for version, following in zip_longest(versions, versions[1:]):
        expected = withdrawn.get(version.number)
        if expected is None and following is not None:
            expected = max(following.valid_from, version.valid_from).isoformat()
        state = VersionState.WITHDRAWN if version.number in withdrawn else VersionState.PUBLISHED
        found = {
            "valid_to": version.valid_to.isoformat() if version.valid_to else None,
            "state": version.state,
        }
        yield from projections.compare(subject, {"valid_to": expected, "state": state.value}, found)


def _stated_procedures() -> Iterator[str]:
    """Procedures with more than rows of the list; those are covered by the import that wrote them."""
    stated = ProcedureVersion.objects.exclude(record_kind=RecordKind.LIST, state=VersionState.PUBLISHED)
    ids = stated.values_list("procedure_id", flat=True).distinct().order_by("procedure_id")
    return (f"procedure:{pk}" for pk in ids)


def install() -> None:
    projections.register(
        Projection(
            "procedures.catalogue",
            "catalogue_import",
            check_import,
            lambda: (f"catalogue_import:{pk}" for pk in CatalogueImport.objects.values_list("pk", flat=True)),
        )
    )
    projections.register(
        Projection(
            "procedures.offers",
            "offer",
            check_offer,
            lambda: (f"offer:{pk}" for pk in Offer.objects.values_list("pk", flat=True)),
        )
    )
    projections.register(
        Projection(
            "procedures.versions",
            "procedure",
            lambda subject, events: check_procedures({subject: events}),
            _stated_procedures,
            check_procedures,
        )
    )
