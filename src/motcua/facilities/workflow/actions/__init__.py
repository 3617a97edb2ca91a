from motcua.facilities.workflow.actions.assign_process import assign_process
from motcua.facilities.workflow.actions.change_version import NoPlaceThere, change_version
from motcua.facilities.workflow.actions.copy_process import copy_process
from motcua.facilities.workflow.actions.publish_process import publish_process
from motcua.facilities.workflow.actions.publish_version import publish_version
from motcua.facilities.workflow.actions.run_process import (
    First,
    Moved,
    When,
    answer_aside,
    ask_aside,
    complete_step,
    end_run,
    fire_timer,
    go_on,
    hand_to,
    hold,
    hold_all,
    lay_run,
    move_to,
    promise_runs,
    put_off,
    release,
    start_run,
)
from motcua.facilities.workflow.actions.save_draft import drop_draft, new_process, save_draft
from motcua.facilities.workflow.actions.troubles import forget_settled, note_failure, retry, settle
from motcua.facilities.workflow.actions.withdraw_version import withdraw_version

__all__ = [
    "First",
    "Moved",
    "NoPlaceThere",
    "When",
    "answer_aside",
    "ask_aside",
    "assign_process",
    "change_version",
    "complete_step",
    "copy_process",
    "drop_draft",
    "end_run",
    "fire_timer",
    "forget_settled",
    "go_on",
    "hand_to",
    "hold",
    "hold_all",
    "lay_run",
    "move_to",
    "new_process",
    "note_failure",
    "promise_runs",
    "publish_process",
    "publish_version",
    "put_off",
    "release",
    "retry",
    "save_draft",
    "settle",
    "start_run",
    "withdraw_version",
]
