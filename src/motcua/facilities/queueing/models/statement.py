from motcua.kernel.events.models import Statement


class VisitStatement(Statement):
    """Số điện thoại để lại để được báo: personal data of a visit, which has none otherwise."""
