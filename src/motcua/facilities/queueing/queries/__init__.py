"""What can be asked about a hall."""

from motcua.facilities.queueing.queries.lines import line_ids, lines_of, serving_at
from motcua.facilities.queueing.queries.shares import (
    CallShare,
    PublishedShare,
    call_shares,
    published_shares,
)
from motcua.facilities.queueing.queries.snapshots import (
    CounterLine,
    GroupLine,
    Notice,
    Snapshot,
    Ticket,
    forget_snapshots,
    snapshot,
)
from motcua.facilities.queueing.queries.tickets import TicketPlace, contact_of, ticket_place

__all__ = [
    "CallShare",
    "CounterLine",
    "GroupLine",
    "Notice",
    "PublishedShare",
    "Snapshot",
    "Ticket",
    "TicketPlace",
    "call_shares",
    "contact_of",
    "forget_snapshots",
    "line_ids",
    "lines_of",
    "published_shares",
    "serving_at",
    "snapshot",
    "ticket_place",
]
