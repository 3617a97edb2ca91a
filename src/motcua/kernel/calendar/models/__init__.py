from motcua.kernel.calendar.models.calendar_version import CalendarVersion

__all__ = ["CalendarVersion"]
