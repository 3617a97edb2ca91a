from motcua.kernel.events.models import Statement


class HallStatement(Statement):
    """Lời thông báo tại sảnh, lý do mở lại một ngày: what screens are told to say, why a day went on."""
