"""No verb of a dossier is without a door on the desk, and its door prints the slip its rule names."""

from __future__ import annotations

from motcua.casework.dossiers.rules import MOVES
from motcua.casework.handling.desk.verbs import DESK_VERBS
from motcua.casework.handling.verb_rules import VERB_RULES
from motcua.casework.slips.given import NAMES

# Filled in on pages of their own.
OWN_PAGES = {"revise", "accept", "amend", "change_case"}


def test_every_verb_has_a_door():
    assert DESK_VERBS.keys() | OWN_PAGES == MOVES.keys()
    assert not DESK_VERBS.keys() & OWN_PAGES


def test_doors_print_what_the_rule_says():
    for verb, door in DESK_VERBS.items():
        if door.slip:
            assert door.slip == VERB_RULES[verb].slip, verb
    assert {rule.slip for rule in VERB_RULES.values() if rule.slip} <= NAMES.keys()
