"""What is done about outside systems: one function each, one transaction each."""

from motcua.casework.mirroring.actions.mirror_state import mirror_state

__all__ = ["mirror_state"]
