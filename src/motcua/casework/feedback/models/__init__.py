from motcua.casework.feedback.models.feedback import Attachment, Feedback, new_secret
from motcua.casework.feedback.models.statement import FeedbackStatement

__all__ = ["Attachment", "Feedback", "FeedbackStatement", "new_secret"]
