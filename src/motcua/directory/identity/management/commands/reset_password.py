"""`motcua reset_password USERNAME`: a one-time password for an account, printed once."""

from __future__ import annotations

from typing import Any

from axes.utils import reset as forgive_failures
from django.core.management.base import CommandParser
from django.db import transaction

from motcua.directory.identity.actions.change_password import reset_password
from motcua.directory.identity.actions.disable_account import enable_account
from motcua.directory.identity.models import Account
from motcua.kernel import clock
from motcua.kernel.arguments import OneLineCommand


class Command(OneLineCommand):
    help = "Cấp mật khẩu dùng một lần cho một tài khoản; in ra đúng một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("--enable", action="store_true", help="mở lại tài khoản đang bị khóa")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"].strip().lower()
        account = None if "\0" in username else Account.objects.filter(username=username).first()
        if account is None:
            self.refuse(f"Không có tài khoản {options['username']!r}.")
        if not account.is_active and not options["enable"]:
            self.refuse(f"Tài khoản {username} đang bị khóa; thêm --enable để mở lại.")
        with transaction.atomic():
            at = clock.now()
            enable_account(account=account, at=at)
            password = reset_password(account=account, at=at)
        forgive_failures(username=username)
        self.stdout.write(f"Tên đăng nhập: {username}\nMật khẩu dùng một lần: {password}\n")
        self.stdout.write("Khi đăng nhập, hệ thống sẽ yêu cầu đổi mật khẩu.")
