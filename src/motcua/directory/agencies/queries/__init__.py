"""What can be asked about agencies, one-stops, officers and units."""

from motcua.directory.agencies.queries.inheritance import taken_over_by
from motcua.directory.agencies.queries.officers import (
    officer_name_on,
    officer_names_on,
    officers_of,
    officers_with_role,
)
from motcua.directory.agencies.queries.one_stops import one_stop_of, one_stops_within, served_by
from motcua.directory.agencies.queries.tree import (
    Node,
    agencies_found,
    agency_name_on,
    agency_with_code,
    ancestor_ids,
    name_of,
    names_of,
    place_of,
    subtree_ids,
    successors_on,
    tree_on,
)

__all__ = [
    "Node",
    "agencies_found",
    "agency_name_on",
    "agency_with_code",
    "ancestor_ids",
    "name_of",
    "names_of",
    "officer_name_on",
    "officer_names_on",
    "officers_of",
    "officers_with_role",
    "one_stop_of",
    "one_stops_within",
    "place_of",
    "served_by",
    "subtree_ids",
    "successors_on",
    "taken_over_by",
    "tree_on",
]
