"""Two pages of a desk: one that forgot to say who may open it, and one that did not."""

from django.http import HttpResponse
from django.urls import include, path

from motcua.config.urls import urlpatterns as known
from motcua.directory.identity.doors import open_door


def unmarked(request):
    return HttpResponse("secret")


@open_door
def marked(request):
    return HttpResponse("fine")


urlpatterns = [path("desk/unmarked/", unmarked), path("desk/marked/", marked), path("", include(known))]
