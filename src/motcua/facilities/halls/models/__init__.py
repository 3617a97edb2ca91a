from motcua.facilities.halls.models.hall import Group, Hall, HallCounter
from motcua.facilities.halls.models.statement import HallStatement

__all__ = ["Group", "Hall", "HallCounter", "HallStatement"]
