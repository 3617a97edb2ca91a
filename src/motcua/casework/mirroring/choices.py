"""States that an outside system may be in, as far as they are mirrored."""

from __future__ import annotations

from motcua.casework.dossiers.choices import Status

MIRRORED = (Status.PROCESSING, Status.SUPPLEMENT, Status.OBLIGATION, Status.RESOLVED, Status.STOPPED)
# From these on the outside system has nothing more to say.
CLOSED = (Status.RESOLVED, Status.DELIVERED, Status.STOPPED, Status.REJECTED)
