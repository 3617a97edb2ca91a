from importlib import import_module

from django.apps import AppConfig


class FollowersConfig(AppConfig):
    name = "motcua.outreach.followers"
    label = "followers"

    def ready(self) -> None:
        import_module("motcua.outreach.followers.projections").install()
        import_module("motcua.outreach.followers.duties").install()
        import_module("motcua.outreach.followers.menu").register()
        import_module("motcua.outreach.followers.examinations").install()
