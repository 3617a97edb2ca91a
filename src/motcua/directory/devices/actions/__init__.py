"""What is done with devices: one verb a file, one transaction each."""

from motcua.directory.devices.actions.call_help import call_help, give_help
from motcua.directory.devices.actions.declare_device import (
    NewDevice,
    NotOfThisPlace,
    Placed,
    add_device,
    change_device,
)
from motcua.directory.devices.actions.note_sighting import note_sighting
from motcua.directory.devices.actions.pair_device import CodeNotFound, issue_code, pair_device
from motcua.directory.devices.actions.revoke_device import AlreadyRevoked, revoke_device

__all__ = [
    "AlreadyRevoked",
    "CodeNotFound",
    "NewDevice",
    "NotOfThisPlace",
    "Placed",
    "add_device",
    "call_help",
    "change_device",
    "give_help",
    "issue_code",
    "note_sighting",
    "pair_device",
    "revoke_device",
]
