"""Facts about accounts. The subject is "account:<id>"; the actor is an officer's id."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("identity.account_created")
@dataclass(frozen=True, kw_only=True)
class AccountCreated:
    """Tài khoản được tạo."""

    account_id: int
    account_kind: str


@fact("identity.account_kind_changed")
@dataclass(frozen=True, kw_only=True)
class AccountKindChanged:
    """Loại tài khoản được đổi."""

    account_id: int
    account_kind: str


@fact("identity.password_changed")
@dataclass(frozen=True, kw_only=True)
class PasswordChanged:
    """Chủ tài khoản đổi mật khẩu; các phiên khác kết thúc."""

    account_id: int


@fact("identity.password_reset")
@dataclass(frozen=True, kw_only=True)
class PasswordReset:
    """Mật khẩu dùng một lần được cấp lại; mọi phiên kết thúc."""

    account_id: int


@fact("identity.account_disabled")
@dataclass(frozen=True, kw_only=True)
class AccountDisabled:
    """Tài khoản bị khóa; mọi phiên kết thúc."""

    account_id: int
    cause: str  # "decision" or "idle"


@fact("identity.account_enabled")
@dataclass(frozen=True, kw_only=True)
class AccountEnabled:
    """Tài khoản được mở lại."""

    account_id: int


@fact("identity.sessions_ended")
@dataclass(frozen=True, kw_only=True)
class SessionsEnded:
    """Phiên làm việc bị chấm dứt từ trang quản lý phiên."""

    account_id: int
    count: int
