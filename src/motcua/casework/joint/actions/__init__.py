"""What happens to joint procedures: one function each, one transaction each."""

from motcua.casework.joint.actions.following import deliver_parts, end_part, follow_whole
from motcua.casework.joint.actions.linking import LinkRefusal, link_procedure, unlink_procedure

__all__ = [
    "LinkRefusal",
    "deliver_parts",
    "end_part",
    "follow_whole",
    "link_procedure",
    "unlink_procedure",
]
