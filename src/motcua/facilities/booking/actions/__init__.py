"""An appointment: booked, cancelled, kept, or let go by."""

from motcua.facilities.booking.actions.arriving import (
    AlreadyUsed,
    NotNow,
    OtherHall,
    TooEarly,
    TooLate,
    arrive,
    arrive_with,
)
from motcua.facilities.booking.actions.keeping import SlotTaken, TooManyThatDay, book, cancel, expire
from motcua.facilities.booking.actions.recording import Cancelled, Lapsed, NoSuchBooking, NotBooked

__all__ = [
    "AlreadyUsed",
    "Cancelled",
    "Lapsed",
    "NoSuchBooking",
    "NotBooked",
    "NotNow",
    "OtherHall",
    "SlotTaken",
    "TooEarly",
    "TooLate",
    "TooManyThatDay",
    "arrive",
    "arrive_with",
    "book",
    "cancel",
    "expire",
]
