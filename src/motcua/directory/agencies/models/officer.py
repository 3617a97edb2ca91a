from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.directory.agencies.choices import Role, SignsAs
from motcua.directory.agencies.models.agency import Agency
from motcua.directory.agencies.models.validity import Valid


class Officer(models.Model):
    """Cán bộ, công chức, viên chức: a person on the public side, with one account.

    `name` and `title` are what the latest `OfficerName` says; a slip of a past day asks
    `queries.officer_name_on`.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="officer")
    name = models.CharField("họ và tên", max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    title = models.CharField("chức danh", max_length=160, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)

    # Memberships in force on the day `live_on`, where a door has looked them up for its request.
    live_memberships: Sequence[Membership] = ()
    live_on: date | None = None
    # Colleagues who are away that day and named this officer to stand in, looked up with them.
    stands_in_for: frozenset[int] = frozenset()
    # What follows from them for former agencies, once it has been asked: (day, (agency, role) pairs).
    acting_on: tuple[date, frozenset[tuple[int, str]]] | None = None

    class Meta:
        ordering = ["folded", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[str]:
        """Roles held today in any agency; empty unless a door has looked them up."""
        return frozenset(membership.role for membership in self.live_memberships)

    @property
    def office_name(self) -> str:
        """The agency an officer serves at today, for the head of the page."""
        return self.live_memberships[0].agency.name if self.live_memberships else ""

    @property
    def place_name(self) -> str:
        """The province (or commune) that agency lies in."""
        unit = self.live_memberships[0].agency.unit if self.live_memberships else None
        return (unit.parent or unit).full_name if unit else ""


class OfficerName(models.Model):
    """Tên và chức danh theo thời gian: what an officer is called from a day on, until the next row."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "valid_from"], name="officer_name_per_day")]
        ordering = ["valid_from"]


class Membership(Valid):
    """Vai trò của cán bộ tại một cơ quan: time-bound; a person sent by another body has a `home_agency`.

    Staff of a one-stop come from the centre, specialist agencies, vertical agencies and the
    public post (NĐ 118/2025, Điều 11), so an officer need not be employed where they serve.
    A role that a head lends to somebody (ủy quyền) is a membership as well: it names the lender, the
    decision, how the delegate signs, and always ends.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    role = models.CharField("vai trò", max_length=16, choices=Role.choices)
    home_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="seconded_memberships"
    )
    granted_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="granted_memberships"
    )
    granted_at = models.DateTimeField()
    lent_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="lent_memberships"
    )
    signs_as = models.CharField("thể thức ký", max_length=4, choices=SignsAs.choices, blank=True)
    decision = models.CharField("quyết định ủy quyền", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(lent_by__isnull=True) | (Q(valid_to__isnull=False) & ~Q(lent_by=F("officer"))),
                name="lent_role_ends_and_is_another_s",
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "valid_to"]),
            models.Index(fields=["agency", "role"]),
        ]
        ordering = ["valid_from", "id"]
