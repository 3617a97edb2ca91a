"""What a page shows of a dialogue, in the order it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.casework.dialogue import queries
from motcua.casework.dialogue.choices import Act, State
from motcua.casework.dialogue.models import Dialogue


def acts_of(row: Dialogue, on: date) -> list[Act]:
    """What may be done now, in the order in which it is offered."""
    if row.state == State.PLANNED:
        return [Act.ANNOUNCE]
    acts = [Act.MINUTES] if row.state == State.ANNOUNCED and on >= row.held_on else []
    if row.state == State.HELD:
        acts.append(Act.PROMISE)
        acts += [Act.KEEP] if row.promises.filter(kept_on=None).exists() else []
    return acts + ([Act.ANSWER] if row.questions.exists() else [])


def lines_of(row: Dialogue, on: date) -> dict[str, Any]:
    """Plan, questions, minutes and promises with their words."""
    said = queries.words_of(row)
    promises = row.promises.select_related("owner")
    return {
        "plan": said.get(("plan", 0), {}),
        "minutes": said.get(("minutes", 0), {}).get("text", ""),
        "questions": [(one, said.get(("question", one.number), {}), said.get(("answer", one.number), {})) for one in row.questions.all()],
        "promises": [
            (one, said.get(("promise", one.number), {}), said.get(("kept", one.number), {}), one.is_late(on))
            for one in promises
        ],
    }  # fmt: skip
