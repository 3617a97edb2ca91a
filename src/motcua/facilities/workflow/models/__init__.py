from motcua.facilities.workflow.models.process import OfferProcess, Process, ProcessVersion
from motcua.facilities.workflow.models.run import ProcessRun, Token
from motcua.facilities.workflow.models.trouble import Trouble, TroubleState

__all__ = ["OfferProcess", "Process", "ProcessRun", "ProcessVersion", "Token", "Trouble", "TroubleState"]
