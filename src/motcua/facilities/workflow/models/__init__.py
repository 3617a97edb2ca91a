from motcua.facilities.workflow.models.process import OfferProcess, Process, ProcessVersion
from motcua.facilities.workflow.models.run import ProcessRun, Token

__all__ = ["OfferProcess", "Process", "ProcessRun", "ProcessVersion", "Token"]
