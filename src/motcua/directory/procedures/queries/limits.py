from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from motcua.directory.procedures.choices import ChannelKind
from motcua.directory.procedures.models import Offer, ProcedureVersion, TimeLimit
from motcua.directory.procedures.rules.limits import Limit, is_within, longest


def limits_for(
    version: ProcedureVersion, channel_kind: str | None = None, variant_code: str | None = None
) -> QuerySet[TimeLimit]:
    """Published limits, of one channel and one variant where given; variant "" means the general ones."""
    limits = TimeLimit.objects.filter(channel__version=version).select_related("channel")
    if channel_kind is not None:
        limits = limits.filter(channel__kind=channel_kind)
    if variant_code is not None:
        limits = limits.filter(variant_code=variant_code)
    return limits.order_by("channel__position", "position")


def statutory_limit(
    version: ProcedureVersion,
    channel_kind: str = ChannelKind.COUNTER.value,
    offer: Offer | None = None,
    variant_code: str = "",
) -> Limit | None:
    """The longest time the law allows on a channel, or the shorter one an agency offers.

    A procedure without that channel is taken by its first one. Value 0 means on the day
    itself. None when nothing countable is published and the agency set nothing.
    """
    return limit_among(list(limits_for(version)), channel_kind, offer, variant_code)


def limit_among(
    rows: Sequence[TimeLimit],
    channel_kind: str = ChannelKind.COUNTER.value,
    offer: Offer | None = None,
    variant_code: str = "",
) -> Limit | None:
    """`statutory_limit` among rows that were read before, each with its channel."""
    own = [row for row in rows if row.channel.kind == channel_kind] or rows
    chosen = [row for row in own if row.variant_code == variant_code] or own
    law = longest(Limit(row.value, row.unit) for row in chosen)
    return shortened(law, offer)


def shortened(law: Limit | None, offer: Offer | None) -> Limit | None:
    """The offer's own limit where it has one and the law has none or is no shorter."""
    if offer is None or offer.limit_value is None:
        return law
    own = Limit(offer.limit_value, offer.limit_unit)
    return own if law is None or is_within(own, law) else law


def limits_of_versions(version_ids: Sequence[int]) -> dict[int, Limit]:
    """The counter limit of many versions in one query, for lists."""
    rows = TimeLimit.objects.filter(channel__version_id__in=version_ids, variant_code="")
    gathered: dict[int, list[tuple[bool, Limit]]] = {}
    for version_id, kind, value, unit in rows.values_list(
        "channel__version_id", "channel__kind", "value", "unit"
    ):
        gathered.setdefault(version_id, []).append((kind == ChannelKind.COUNTER, Limit(value, unit)))
    found = {}
    for version_id, limits in gathered.items():
        counter = [limit for is_counter, limit in limits if is_counter]
        chosen = longest(counter) or longest(limit for _, limit in limits)
        if chosen:
            found[version_id] = chosen
    return found
