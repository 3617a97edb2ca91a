from motcua.casework.silence.models.silence import Silence

__all__ = ["Silence"]
