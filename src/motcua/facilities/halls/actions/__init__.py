"""What is laid down for a hall and how it is run: one verb each, one transaction each."""

from motcua.facilities.halls.actions.laying_down import (
    AlreadyHall,
    CounterElsewhere,
    GroupElsewhere,
    LetterTaken,
    NewGroup,
    ValidInThePast,
    open_hall,
    plan_counter,
    publish_rules,
    save_group,
)
from motcua.facilities.halls.actions.recording import (
    By,
    HallRefusal,
    NoSuchHall,
    hold,
    hold_around,
    record_hall,
    take_hold,
)
from motcua.facilities.halls.actions.running import (
    give_help,
    pause_issuing,
    post_notice,
    resume_issuing,
    withdraw_notice,
)

__all__ = [
    "AlreadyHall",
    "By",
    "CounterElsewhere",
    "GroupElsewhere",
    "HallRefusal",
    "LetterTaken",
    "NewGroup",
    "NoSuchHall",
    "ValidInThePast",
    "give_help",
    "hold",
    "hold_around",
    "open_hall",
    "pause_issuing",
    "plan_counter",
    "post_notice",
    "publish_rules",
    "record_hall",
    "resume_issuing",
    "save_group",
    "take_hold",
    "withdraw_notice",
]
