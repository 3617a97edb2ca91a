from motcua.outreach.notifications.models.fake_mail import FakeMail
from motcua.outreach.notifications.models.message import Message
from motcua.outreach.notifications.models.outage import MailOutage
from motcua.outreach.notifications.models.refusal import MailRefusal
from motcua.outreach.notifications.models.reminder import Reminder
from motcua.outreach.notifications.models.statement import NotificationStatement

__all__ = ["FakeMail", "MailOutage", "MailRefusal", "Message", "NotificationStatement", "Reminder"]
