"""Random verbs on dossiers whose process waits by a law, beside work that does not: whatever happens, the clock
stands exactly while nothing but the wait is open, and every row and date follows from the log."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import with_cases
from motcua.casework.dossiers.tests.test_random_lives import Lives
from motcua.casework.upkeep.tests.stage import BESIDE, office_with
from motcua.facilities.workflow.models import Token
from motcua.facilities.workflow.queries import spots_of

# The drawing of the stage under the names of the standard process, which the random verbs know.
_NAMES = {"R": "receive", "A": "appraise", "P": "approve", "I": "issue", "D": "deliver"}
WAITING = " ".join(_NAMES.get(word, word) for word in BESIDE.replace(";", " ; ").split(" "))


class StoppedLives(Lives):
    """A payment that stops the clock, and a verification beside it that does not."""

    most_facts = 3

    def opened(self):
        office, version = office_with(WAITING)
        return office, with_cases(version)

    def _keeps_its_rule(self, verb, before, after):
        """Where a verb ended a stop the date moved besides."""
        if before["clock_stopped_at"] is None:
            super()._keeps_its_rule(verb, before, after)

    @invariant()
    def the_clock_stands_exactly_while_it_only_waits(self):
        for pk in getattr(self, "ids", ()):
            dossier = Dossier.objects.get(pk=pk)
            spots = spots_of(dossier.process_run_id).values() if dossier.process_run_id else ()
            open_ones = [
                s.node for s in spots if s.kind == "ready" and not s.is_held and s.step_kind != "aside"
            ]
            waits = dossier.status in IN_PROCESS and set(open_ones) == {"W"}
            assert (dossier.clock_stopped_at is not None) == waits
            lists = {token.due_at for token in Token.objects.filter(run=dossier.process_run_id)}
            was_late = bool(waits and dossier.due_at < dossier.clock_stopped_at)
            assert lists <= {None if waits and not was_late else dossier.due_at}


def _settings(**sizes):
    return settings(deadline=None, suppress_health_check=list(HealthCheck), **sizes)


@pytest.mark.django_db
def test_stopped_lives():
    run_state_machine_as_test(StoppedLives, settings=_settings(max_examples=6, stateful_step_count=25))


@pytest.mark.long
@pytest.mark.django_db
def test_many_stopped_lives():
    run_state_machine_as_test(StoppedLives, settings=_settings(max_examples=200, stateful_step_count=80))
