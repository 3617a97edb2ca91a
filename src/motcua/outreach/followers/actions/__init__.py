"""Telling who follows: put down, sent, tried again."""

from motcua.outreach.followers.actions.put_down import put_down
from motcua.outreach.followers.actions.retry import NotFailed, retry
from motcua.outreach.followers.actions.send_alerts import Carriers, send_alerts

__all__ = ["Carriers", "NotFailed", "put_down", "retry", "send_alerts"]
