"""What the directory and the process say about one dossier: papers it needs, its limit, its steps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from motcua.casework.dossiers.choices import IntakeChannel
from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies.choices import Level
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.choices import CaseKind
from motcua.directory.procedures.models import Component, Fee, ProcedureCase, ProcedureVersion, TimeLimit
from motcua.facilities.workflow import queries as workflow
from motcua.facilities.workflow.changes import Spots
from motcua.facilities.workflow.queries import InForce
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import fold

_CHANNELS = {IntakeChannel.COUNTER: "counter", IntakeChannel.ONLINE: "online", IntakeChannel.POST: "post"}
_EVERYBODY = (CaseKind.SHARED, CaseKind.SUBMIT, CaseKind.PRESENT)
_UNITS = {"day": "days", "working_day": "working_days", "hour": "hours", "month": "months"}


@dataclass(frozen=True)
class Published:
    """What a published version says of papers and time. Frozen for good, so a process reads it once."""

    procedure_id: int
    components: tuple[Component, ...]
    limits: tuple[TimeLimit, ...]
    fees: tuple[Fee, ...]
    alternatives: tuple[ProcedureCase, ...]

    def asked(self, case_id: int | None) -> list[Component]:
        """Papers asked for: the lists everybody needs, and the chosen alternative's."""
        return [c for c in self.components if c.case.kind in _EVERYBODY or c.case_id == case_id]

    def variant(self, case_id: int | None, channel: int) -> str:
        """Code under which a channel publishes its own limits for a case; "" where it has none.

        Papers name a case and limits name a variant, each in words; they are one when the words are.
        """
        name = next((fold(case.name) for case in self.alternatives if case.pk == case_id), "")
        rows = (row for row in self.limits if row.channel.kind == _CHANNELS[IntakeChannel(channel)])
        found = (row.variant_code for row in rows if row.variant_code and fold(row.variant_name) == name)
        return next(found, "") if name else ""

    def fees_for(self, case_id: int | None) -> list[Fee]:
        """Fees of the counter for a case: its own where it has some, else those no other case has; each amount once."""
        variant = self.variant(case_id, IntakeChannel.COUNTER)
        others = {self.variant(case.pk, IntakeChannel.COUNTER) for case in self.alternatives} - {""}
        own = [fee for fee in self.fees if variant and fee.time_limit.variant_code == variant]
        shared = [fee for fee in self.fees if fee.time_limit.variant_code not in others]
        return list({(fee.kind, fee.amount_vnd): fee for fee in own or shared}.values())


def published(version_id: int) -> Published:
    """The frozen content of a version; raises ProcedureVersion.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT procedure_id, content_digest FROM procedures_procedureversion WHERE id = %s", [version_id]
        )
        row = cursor.fetchone()
    if row is None:
        raise ProcedureVersion.DoesNotExist
    return _published(version_id, *row)


@lru_cache(maxsize=2048)
def _published(version_id: int, procedure_id: int, content_digest: str) -> Published:
    components = Component.objects.filter(case__version_id=version_id).select_related("case")
    limits = TimeLimit.objects.filter(channel__version_id=version_id).select_related("channel")
    # Fees of the counter that are known as amounts.
    fees = Fee.objects.filter(
        time_limit__channel__version_id=version_id,
        time_limit__channel__kind=_CHANNELS[IntakeChannel.COUNTER],
        amount_vnd__isnull=False,
    )
    return Published(
        procedure_id,
        tuple(components.order_by("case__position", "position")),
        tuple(limits.order_by("channel__position", "position")),
        tuple(fees.select_related("time_limit").order_by("time_limit__position", "position")),
        tuple(
            ProcedureCase.objects.filter(version_id=version_id, kind=CaseKind.ALTERNATIVE).order_by(
                "position"
            )
        ),
    )


def components_for(version_id: int, case_id: int | None) -> list[Component]:
    """Papers asked for in one case of a version."""
    return published(version_id).asked(case_id)


def lacking_components(said: Published, case_id: int | None, met: Collection[int]) -> list[Component]:
    """Required papers that are neither there nor marked as not applicable; `met` names those that are."""
    return [c for c in said.asked(case_id) if c.is_required and c.pk not in met]


def limit_of(said: Published, dossier: Dossier, at: datetime) -> str | None:
    """The processing limit of a dossier accepted at an instant."""
    variant = said.variant(dossier.procedure_case_id, dossier.intake_channel)
    return _limit_text(said, dossier.competent_agency_id, dossier.intake_channel, at, variant)


def limit_text(
    version: ProcedureVersion, *, agency_id: int, channel: int, at: datetime, case_id: int | None = None
) -> str | None:
    """The processing limit as `kernel.calendar` reads it ("5 working_days"); None where none is published.

    An agency's own offer may only be shorter.
    """
    said = published(version.pk)
    return _limit_text(said, agency_id, channel, at, said.variant(case_id, channel))


def _limit_text(said: Published, agency_id: int, channel: int, at: datetime, variant: str) -> str | None:
    offer = procedures.offer_in_force(
        agency_id=agency_id, procedure_id=said.procedure_id, on=at.astimezone(VIETNAM).date()
    )
    limit = procedures.limit_among(said.limits, _CHANNELS[IntakeChannel(channel)], offer, variant)
    if limit is None or limit.value is None or limit.unit not in _UNITS:
        return None
    if limit.value == 0:
        return "same_day"
    return f"{_plain(limit.value)} {_UNITS[limit.unit]}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def process_for(procedure_id: int, competent: Agency, at: datetime) -> InForce:
    """The process version a dossier of a procedure runs on; raises workflow's NoProcess."""
    province = competent.level == Level.PROVINCE
    return workflow.version_for(
        agency_id=competent.pk,
        procedure_id=procedure_id,
        default_code=workflow.DEFAULT_PROVINCE if province else workflow.DEFAULT_COMMUNE,
        on=at.astimezone(VIETNAM).date(),
    )


def step_kind(dossier: Dossier) -> str:
    """The kind of the step a dossier stands at; empty before acceptance and after the end."""
    if not dossier.step or dossier.process_version is None:
        return ""
    return dossier.process_version.sequence.step(dossier.step).kind


def spots_of(dossier: Dossier) -> Spots:
    """Where the dossier stands in its process; read once for an instance, as pages ask again and again."""
    if dossier.process_run_id is None:
        return {}
    known: tuple[int, Spots] | None = getattr(dossier, "known_spots", None)
    if known is None or known[0] != dossier.process_run_id:
        known = dossier.process_run_id, workflow.spots_of(dossier.process_run_id)
        dossier.known_spots = known  # type: ignore[attr-defined]
    return known[1]
