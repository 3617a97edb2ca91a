from motcua.casework.dialogue.models.dialogue import Dialogue, Promise, Question
from motcua.casework.dialogue.models.statement import DialogueStatement

__all__ = ["Dialogue", "DialogueStatement", "Promise", "Question"]
