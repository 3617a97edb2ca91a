from motcua.outreach.askers.models.notice import Notice

__all__ = ["Notice"]
