from motcua.facilities.queueing.models.numbers import DayNumber, PersonDay
from motcua.facilities.queueing.models.statement import VisitStatement
from motcua.facilities.queueing.models.visit import Period, ServiceRequest, Visit

__all__ = ["DayNumber", "Period", "PersonDay", "ServiceRequest", "Visit", "VisitStatement"]
