"""What can be done to agencies, one-stops, officers and their roles: one verb per file."""

from motcua.directory.agencies.actions.add_officer import NewOfficer, add_officer, appoint_officer
from motcua.directory.agencies.actions.add_place import (
    NewCounter,
    NewServicePoint,
    NumberTaken,
    PlaceNotOpen,
    PointElsewhere,
    add_counter,
    add_service_point,
)
from motcua.directory.agencies.actions.change_contact import change_contact
from motcua.directory.agencies.actions.change_place import (
    PlaceClosed,
    Reached,
    change_counter,
    change_one_stop,
    change_service_point,
)
from motcua.directory.agencies.actions.close_place import (
    ClosesOutsideLife,
    close_counter,
    close_one_stop,
    close_service_point,
)
from motcua.directory.agencies.actions.create_agency import (
    CodeTaken,
    CodeUnfit,
    NewAgency,
    ParentEnded,
    create_agency,
)
from motcua.directory.agencies.actions.end_membership import EndsBeforeStart, end_membership
from motcua.directory.agencies.actions.grant_membership import (
    AgencyNotInForce,
    Grant,
    MembershipOverlaps,
    SecondmentTooLong,
    grant_membership,
)
from motcua.directory.agencies.actions.lend_role import (
    DelegateElsewhere,
    HeldAlready,
    Lending,
    LentBeyondOwn,
    LentToOneself,
    NotLendable,
    lend_role,
)
from motcua.directory.agencies.actions.load_starter import load_starter
from motcua.directory.agencies.actions.open_one_stop import (
    AlreadyOneStop,
    NewOneStop,
    OpensOutsideLife,
    open_one_stop,
)
from motcua.directory.agencies.actions.record_succession import (
    HeirNotInForce,
    NotInForce,
    SuccessionTerms,
    record_succession,
)
from motcua.directory.agencies.actions.rename import NameNotYet, rename_agency, rename_officer

__all__ = [
    "AgencyNotInForce",
    "AlreadyOneStop",
    "ClosesOutsideLife",
    "CodeTaken",
    "CodeUnfit",
    "DelegateElsewhere",
    "EndsBeforeStart",
    "Grant",
    "HeirNotInForce",
    "HeldAlready",
    "Lending",
    "LentBeyondOwn",
    "LentToOneself",
    "MembershipOverlaps",
    "NameNotYet",
    "NewAgency",
    "NewCounter",
    "NewOfficer",
    "NewOneStop",
    "NewServicePoint",
    "NotInForce",
    "NotLendable",
    "NumberTaken",
    "OpensOutsideLife",
    "ParentEnded",
    "PlaceClosed",
    "PlaceNotOpen",
    "PointElsewhere",
    "Reached",
    "SecondmentTooLong",
    "SuccessionTerms",
    "add_counter",
    "add_officer",
    "add_service_point",
    "appoint_officer",
    "change_contact",
    "change_counter",
    "change_one_stop",
    "change_service_point",
    "close_counter",
    "close_one_stop",
    "close_service_point",
    "create_agency",
    "end_membership",
    "grant_membership",
    "lend_role",
    "load_starter",
    "open_one_stop",
    "record_succession",
    "rename_agency",
    "rename_officer",
]
