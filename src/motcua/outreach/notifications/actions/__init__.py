"""The verbs of messages: one function each; none of them touches the network but through the port."""

from motcua.outreach.notifications.actions.keep_fake_mail import keep_fake_mail
from motcua.outreach.notifications.actions.mark_call import CallRefused, mark_call
from motcua.outreach.notifications.actions.posting import Tally
from motcua.outreach.notifications.actions.refuse_mail import allow_mail, refuse_mail
from motcua.outreach.notifications.actions.remind_holders import remind_holders
from motcua.outreach.notifications.actions.retry_messages import retry_messages
from motcua.outreach.notifications.actions.send_mails import Mailers, send_mails
from motcua.outreach.notifications.actions.tell_applicant import tell_applicant

__all__ = [
    "CallRefused",
    "Mailers",
    "Tally",
    "allow_mail",
    "keep_fake_mail",
    "mark_call",
    "refuse_mail",
    "remind_holders",
    "retry_messages",
    "send_mails",
    "tell_applicant",
]
