"""Why a file is not taken in. Known without Django, so the examining process can say it."""

from __future__ import annotations


class Unfit(Exception):
    """Tệp không nhận được; `code` names the reason, `sniff.REASONS` has the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
