from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from motcua.directory.agencies.models import Agency
from motcua.directory.agencies.models.validity import Valid
from motcua.directory.procedures.choices import LimitUnit
from motcua.directory.procedures.models.procedure import Procedure
from motcua.directory.procedures.rules.limits import Limit
from motcua.kernel.events.models import Statement


class Offer(Valid):
    """Áp dụng tại cơ quan: a procedure as one agency provides it.

    Empty `limit_value` and `fee_vnd` mean: as the law says. A change ends the row and
    starts another, so that a dossier of a past day finds what was offered then.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offers")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="offers")
    limit_value = models.DecimalField("thời hạn rút ngắn", max_digits=8, decimal_places=3, null=True)
    limit_unit = models.CharField(max_length=11, choices=LimitUnit.choices, blank=True)
    fee_vnd = models.BigIntegerField("mức thu tại địa phương", null=True)
    fee_note = models.CharField("căn cứ mức thu", max_length=400, blank=True)
    contact = models.CharField("liên hệ", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "procedure"], condition=Q(valid_to__isnull=True), name="one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="offer_ends_after_start",
            ),
        ]
        ordering = ["procedure", "agency", "valid_from"]

    @property
    def own_limit(self) -> Limit | None:
        """The agency's own limit; None where the published one holds."""
        return None if self.limit_value is None else Limit(self.limit_value, self.limit_unit)


class ProcedureStatement(Statement):
    """Lời ghi về việc áp dụng thủ tục: contact and fee notes that facts of this app cover by hash."""
