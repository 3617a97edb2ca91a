"""What changed between two versions of a process, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.designer.telling import Line, Names, told


def changes(old: Graph, new: Graph, agencies: Names) -> list[str]:
    """Sentences in the order of the new version; empty when both say the same."""
    before = {line.code: line for line in told(old, agencies)}
    after = {line.code: line for line in told(new, agencies)}
    found = [_("Bỏ bước “%(name)s”.") % {"name": before[code].name} for code in before if code not in after]
    for code, line in after.items():
        if code not in before:
            found.append(_added(line))
        else:
            found += _between(before[code], line)
    if not found and list(before) != list(after):
        found.append(_("Thứ tự các bước trong danh sách thay đổi; đường đi không đổi."))
    return found


def _added(line: Line) -> str:
    who = ", ".join(part for part in (line.who, line.where) if part)
    if line.hours is None:
        return _("Thêm bước “%(name)s” (%(who)s).") % {"name": line.name, "who": who or line.kind}
    return _("Thêm bước “%(name)s” (%(who)s, %(hours)s giờ).") % {
        "name": line.name, "who": who or line.kind, "hours": hours(line),
    }  # fmt: skip


def _between(old: Line, new: Line) -> Iterator[str]:
    said = {
        _("tên"): (old.name, new.name),
        _("loại"): (old.kind, new.kind),
        _("người làm"): (old.who, new.who),
        _("nơi xử lý"): (old.where, new.where),
        _("số giờ"): (hours(old), hours(new)),
        _("tính giờ"): (old.clock or _("Tính giờ"), new.clock or _("Tính giờ")),
        _("đi tiếp"): ("; ".join(old.onward), "; ".join(new.onward)),
    }
    for what, (before, after) in said.items():
        if before != after:
            yield _("Bước “%(name)s”: %(what)s từ “%(before)s” thành “%(after)s”.") % {
                "name": new.name, "what": what, "before": before or "–", "after": after or "–",
            }  # fmt: skip
    if old.waits_for_all != new.waits_for_all:
        words = _("nay chờ đủ các nhánh") if new.waits_for_all else _("nay không chờ các nhánh khác")
        yield _("Bước “%(name)s”: %(words)s.") % {"name": new.name, "words": words}


def hours(line: Line) -> str:
    return "" if line.hours is None else f"{line.hours.normalize():f}".replace(".", ",")
