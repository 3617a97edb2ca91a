from motcua.facilities.workflow.models.process import OfferProcess, Process, ProcessVersion

__all__ = ["OfferProcess", "Process", "ProcessVersion"]
