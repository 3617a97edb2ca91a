"""Expected failures: an action says no, and says why in words a person can act on."""

from __future__ import annotations


class Refused(Exception):
    """Yêu cầu không thực hiện được."""

    def __str__(self) -> str:
        """What was passed in, else the first paragraph of the docstring, in one line."""
        if self.args:
            return str(self.args[0])
        return " ".join((self.__doc__ or "").split("\n\n")[0].split())
