from __future__ import annotations

from motcua.casework.dossiers.permissions import READING_ROLES

# An inspector reads the file; what colleagues say to each other is no part of it.
WORKING_ROLES = READING_ROLES - {"inspector"}
