from motcua.kernel.events.models import Statement


class HallStatement(Statement):
    """Lời thông báo tại sảnh: what screens are told to say."""
