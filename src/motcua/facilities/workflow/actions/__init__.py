from motcua.facilities.workflow.actions.assign_process import assign_process
from motcua.facilities.workflow.actions.publish_process import publish_process

__all__ = ["assign_process", "publish_process"]
