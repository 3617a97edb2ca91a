from motcua.casework.notes.models.note import Mention, Note, NoteStatement

__all__ = ["Mention", "Note", "NoteStatement"]
