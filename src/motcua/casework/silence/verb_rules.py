"""The rule of the verb of an opinion that stays out, as `docs/reference/verbs.md` has it beside the others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import IN_PROCESS, Status
from motcua.casework.handling.verb_rules import VerbRule
from motcua.casework.silence.permissions import LEADING_ROLES

SILENCE_RULES: dict[str, VerbRule] = {
    # Law: NĐ 118/2025, Điều 19.4 (T15): no answer is no consent; the agency that leads tells the one-stop
    "tell_one_stop": VerbRule(
        who=tuple(f"{role}@competent" for role in LEADING_ROLES),
        law="NĐ 118/2025, Điều 19.4 (T15)",
        label=_("Báo Bộ phận Một cửa"),
        start=IN_PROCESS | {Status.SUPPLEMENT},
    ),
}
