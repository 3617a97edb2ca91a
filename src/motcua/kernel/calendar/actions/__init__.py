"""What can be done to published calendars: one verb per file."""

from motcua.kernel.calendar.actions.import_special_days import import_special_days
from motcua.kernel.calendar.actions.publish_calendar_version import (
    Change,
    NothingChanged,
    TooManyDays,
    publish_calendar_version,
)

__all__ = ["Change", "NothingChanged", "TooManyDays", "import_special_days", "publish_calendar_version"]
