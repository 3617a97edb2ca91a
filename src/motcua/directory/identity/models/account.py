"""Who may sign in. What an account may do is decided by memberships in `agencies`."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from motcua.directory.identity.choices import AccountKind


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of a sign-in name, however it is capitalised."""
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Tài khoản cán bộ: a sign-in name with its password; the person behind it is an `agencies.Officer`."""

    username = models.CharField("tên đăng nhập", max_length=64, unique=True)
    kind = models.CharField("loại", max_length=10, choices=AccountKind.choices, default=AccountKind.OPERATOR)
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField()
    created_at = models.DateTimeField()
    enabled_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django's word for it; a disabled account cannot sign in and its sessions end."""
        return self.disabled_at is None

    @property
    def is_admin(self) -> bool:
        return self.kind == AccountKind.ADMIN

    @property
    def used_at(self) -> datetime:
        """When it was last signed in with, or switched on."""
        return max(self.enabled_at, self.last_login or self.enabled_at)


class PasswordRecord(models.Model):
    """Mật khẩu đã dùng: the hash of a former password, so that it is not taken again."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at", "-id"]
