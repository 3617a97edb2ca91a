from motcua.kernel.events.models.append_only import AppendOnly
from motcua.kernel.events.models.dispatch import Dispatch, PeriodicRun
from motcua.kernel.events.models.event import ChainHead, Event
from motcua.kernel.events.models.request import ClientRequest
from motcua.kernel.events.models.seal import Seal
from motcua.kernel.events.models.statement import Statement

__all__ = [
    "AppendOnly",
    "ChainHead",
    "ClientRequest",
    "Dispatch",
    "Event",
    "PeriodicRun",
    "Seal",
    "Statement",
]
