from motcua.facilities.workflow.actions.assign_process import assign_process
from motcua.facilities.workflow.actions.publish_process import publish_process
from motcua.facilities.workflow.actions.run_process import (
    First,
    Moved,
    When,
    complete_step,
    end_run,
    fire_timer,
    hand_to,
    hold,
    lay_run,
    move_back,
    promise_runs,
    put_off,
    release,
    start_run,
)

__all__ = [
    "First",
    "Moved",
    "When",
    "assign_process",
    "complete_step",
    "end_run",
    "fire_timer",
    "hand_to",
    "hold",
    "lay_run",
    "move_back",
    "promise_runs",
    "publish_process",
    "put_off",
    "release",
    "start_run",
]
