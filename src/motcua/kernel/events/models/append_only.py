"""Tables in which rows are added and never changed; the database itself refuses the rest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AppendOnly(models.Model):
    """Base of every table whose rows may only be added.

    `erasable_columns` names the columns that the law lets us blank (personal data);
    `open_columns` names those that may still change (the end of a frozen definition's
    validity); every other change is refused by triggers (`kernel.events.append_only`).
    """

    erasable_columns: ClassVar[tuple[str, ...]] = ()
    open_columns: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
