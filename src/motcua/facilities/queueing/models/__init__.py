from motcua.facilities.queueing.models.appointment import Appointment
from motcua.facilities.queueing.models.hall import DayNumber, Group, Hall, HallCounter, PersonDay
from motcua.facilities.queueing.models.statement import HallStatement
from motcua.facilities.queueing.models.visit import Period, ServiceRequest, Visit

__all__ = [
    "Appointment",
    "DayNumber",
    "Group",
    "Hall",
    "HallCounter",
    "HallStatement",
    "Period",
    "PersonDay",
    "ServiceRequest",
    "Visit",
]
