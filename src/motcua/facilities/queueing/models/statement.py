from motcua.kernel.events.models import Statement


class HallStatement(Statement):
    """Lời thông báo tại sảnh, số điện thoại để lại để được báo: texts and personal data of a hall."""
