from motcua.directory.agencies.models.agency import Agency, AgencyName, Succession
from motcua.directory.agencies.models.officer import Membership, Officer, OfficerName
from motcua.directory.agencies.models.one_stop import Counter, OneStop, ServicePoint
from motcua.directory.agencies.models.statement import AgencyStatement

__all__ = [
    "Agency",
    "AgencyName",
    "AgencyStatement",
    "Counter",
    "Membership",
    "Officer",
    "OfficerName",
    "OneStop",
    "ServicePoint",
    "Succession",
]
