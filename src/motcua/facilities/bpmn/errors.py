"""What this package refuses; the docstring is the message unless another is given."""

from __future__ import annotations


class BpmnError(ValueError):
    """Quy trình BPMN không dùng được."""

    def __str__(self) -> str:
        if self.args:
            return str(self.args[0])
        return " ".join((self.__doc__ or "").split("\n\n")[0].split())


class BadExpression(BpmnError):
    """Biểu thức không hợp lệ."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position

    def __str__(self) -> str:
        return f"{self.args[0]} (vị trí {self.position + 1})"


class EvaluationFailed(BpmnError):
    """Không tính được biểu thức với các giá trị hiện có."""


class BadDiagram(BpmnError):
    """Tệp không đọc được dưới dạng BPMN 2.0."""


class NotReady(BpmnError):
    """Bước này đã xong hoặc chưa tới lượt."""


class NoWayOut(BpmnError):
    """Không nhánh nào đi tiếp được với các giá trị hiện có."""


class RunawayProcess(BpmnError):
    """Quy trình lặp tự động không dừng, hoặc sinh ra quá nhiều lượt."""


class NotRunnable(BpmnError):
    """Quy trình có thành phần chưa chạy được."""


class NotMovable(BpmnError):
    """Không chuyển bước về vị trí này được."""


class NotCaught(BpmnError):
    """Không có sự kiện nào bắt lỗi này."""
