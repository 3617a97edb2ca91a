"""The table of verbs names them all, and the people who may use each are those it names."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.rules import MOVES
from motcua.casework.dossiers.tests.factories import MONDAY, make_accepted, make_office
from motcua.casework.handling.verb_rules import VERB_RULES

CLOCKS = {"start", "restart", "set anew", "pause", "resume", "extend", "end", "goes on", "none"}
# Where nothing depends on the step at which the dossier stands.
_PLACES = {"receiving", "competent"}
FIXED = sorted(
    verb for verb, rule in VERB_RULES.items() if all(who.partition("@")[2] in _PLACES for who in rule.who)
)


def test_every_verb_has_its_line():
    assert VERB_RULES.keys() == MOVES.keys()
    for verb, rule in VERB_RULES.items():
        assert rule.who, verb
        assert rule.law, verb
        assert rule.clock in CLOCKS, verb


@pytest.mark.django_db
def test_who_may_is_who_is_named():
    office = make_office()
    dossier = make_accepted(office)
    day = MONDAY.date()
    for verb in FIXED:
        named = {who.partition("@")[0] for who in VERB_RULES[verb].who}
        may = {role for role, one in office.officers.items() if permissions.may(one, verb, dossier, day)}
        assert may == named, verb
    assert len(FIXED) > 12
