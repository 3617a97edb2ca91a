"""What a page shows of a dialogue, in the order it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.casework.dialogue import queries
from motcua.casework.dialogue.choices import Act, State
from motcua.casework.dialogue.models import Dialogue


def acts_of(row: Dialogue, on: date) -> list[Act]:
    """What may be done now, in the order in which it is offered."""
    moving = [Act.POSTPONE, Act.CANCEL]
    if row.state == State.CANCELLED:
        return []
    if row.state == State.PLANNED:
        return [Act.ANNOUNCE, *moving]
    answering = [Act.ANSWER] if row.questions.exists() else []
    if row.state == State.ANNOUNCED:
        return ([Act.MINUTES] if on >= row.held_on else []) + answering + moving
    still_open = row.promises.filter(kept_on=None).exists()
    return [Act.PROMISE] + ([Act.KEEP, Act.ASSIGN] if still_open else []) + answering


def lines_of(row: Dialogue, on: date) -> dict[str, Any]:
    """Plan, questions, minutes and promises with their words."""
    said = queries.words_of(row)
    promises = row.promises.select_related("owner", "officer")
    moves = [(one, said.get(("postpone", one.number), {})) for one in queries.moves_of(row)]
    places = [words["place"] for _move, words in moves if words.get("place")]
    plan = said.get(("plan", 0), {})
    return {
        "plan": plan | ({"place": places[-1]} if places else {}),
        "moves": moves,
        "called_off": said.get(("cancel", 0), {}).get("reason", ""),
        "minutes": said.get(("minutes", 0), {}).get("text", ""),
        "questions": [(one, said.get(("question", one.number), {}), said.get(("answer", one.number), {})) for one in row.questions.all()],
        "promises": [
            (one, said.get(("promise", one.number), {}), said.get(("kept", one.number), {}), one.is_late(on))
            for one in promises
        ],
    }  # fmt: skip
