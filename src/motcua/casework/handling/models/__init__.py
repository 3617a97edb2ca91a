from motcua.casework.handling.models.kept_filter import KeptFilter

__all__ = ["KeptFilter"]
