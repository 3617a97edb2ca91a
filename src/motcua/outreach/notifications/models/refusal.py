from __future__ import annotations

from django.db import models


class MailRefusal(models.Model):
    """Từ chối nhận thư: the people of this dossier want no letters by e-mail.

    Law: Luật 91/2025/QH15: whoever is written to may object at any time.
    """

    subject = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.subject
