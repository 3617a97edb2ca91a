"""Doors to ticket printers and printed tickets, under /desk/."""

from django.urls import path

from motcua.facilities.printing.desk import again, papers, printers

app_name = "printing"
_ONE_STOP = "one-stops/<int:one_stop_id>/printers/"
urlpatterns = [
    path(_ONE_STOP, printers.printers, name="printers"),
    path(f"{_ONE_STOP}new/", printers.add, name="add"),
    path(f"{_ONE_STOP}<int:printer_id>/", printers.change, name="change"),
    path(f"{_ONE_STOP}<int:printer_id>/remove/", printers.remove, name="remove"),
    path(f"{_ONE_STOP}<int:printer_id>/test/", printers.test, name="test"),
    path(f"{_ONE_STOP}jobs/<int:job_id>/retry/", printers.retry, name="retry"),
    path("halls/<int:hall_id>/papers/<int:job_id>/again/", again.again, name="again"),
    path("visits/<int:visit_id>/paper/", papers.paper, name="paper"),
    path("visits/<int:visit_id>/paper/out/", papers.came_out, name="came_out"),
]
