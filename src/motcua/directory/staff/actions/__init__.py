"""What is said about the people of an office."""

from motcua.directory.staff.actions.absences import (
    AbsenceDays,
    AbsenceOverlaps,
    EndsOutsideAbsence,
    NewAbsence,
    SubstituteAway,
    SubstituteUnfit,
    end_absence,
    enter_absence,
)

__all__ = [
    "AbsenceDays",
    "AbsenceOverlaps",
    "EndsOutsideAbsence",
    "NewAbsence",
    "SubstituteAway",
    "SubstituteUnfit",
    "end_absence",
    "enter_absence",
]
