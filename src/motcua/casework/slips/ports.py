"""What apps above know that a slip says too; slips ask, and know none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from motcua.casework.dossiers.models import Dossier
from motcua.casework.slips.data import PartLine

Parts = Callable[[Dossier], Sequence[PartLine]]

_parts: list[Parts] = []


def tell_parts(parts: Parts) -> None:
    """Ask `parts` for each receipt. Called once by an app's `AppConfig.ready`."""
    _parts.append(parts)


def parts_of(dossier: Dossier) -> tuple[PartLine, ...]:
    """The dossiers that other agencies settle for this one, in order; none for one that stands alone."""
    return tuple(line for ask in _parts for line in ask(dossier))
