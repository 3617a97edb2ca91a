from __future__ import annotations

from typing import Any, ClassVar

from motcua.kernel.events.models import AppendOnly


class FrozenVersion(Exception):
    """Phiên bản thủ tục đã ghi thì không sửa; hãy công bố phiên bản mới."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class Frozen(AppendOnly):
    """Base of everything a procedure version says: written once, never changed.

    The database refuses it as well (triggers of `kernel.events.append_only`); this gives
    the reason in words before a statement is sent.
    """

    changeable: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            fields = kwargs.get("update_fields")
            if fields is None or not set(fields) <= self.changeable:
                raise FrozenVersion
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenVersion
