"""`motcua voice`: the clips of which calls are joined."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from motcua.facilities.voice import clips, made
from motcua.facilities.voice.clips import CannotSay
from motcua.kernel.arguments import OneLineCommand


class Command(OneLineCommand):
    help = "Tạo các đoạn âm gọi số bằng espeak-ng (make), hoặc viết ra lời gọi một số (say B052 12)."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="make|say")
        making = acts.add_parser("make", help="tạo những đoạn còn thiếu")
        making.add_argument("--anew", action="store_true", help="tạo lại tất cả")
        saying = acts.add_parser("say", help="viết ra lời gọi")
        saying.add_argument("number", help="số trên phiếu, ví dụ B052")
        saying.add_argument("counter", type=int, help="số quầy")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "say":
            self._say(options["number"], options["counter"])
            return
        try:
            count = made.make(anew=options["anew"])
        except made.NoSpeaker as refusal:
            self.refuse(str(refusal))
        self.stdout.write(f"Đã tạo {count} đoạn âm trong {made.folder()}")

    def _say(self, number: str, counter: int) -> None:
        try:
            self.stdout.write(clips.call_text(number, counter))
        except CannotSay:
            self.refuse("Số trên phiếu gồm tối đa hai chữ cái và bốn chữ số; số quầy từ 1 đến 999.")
