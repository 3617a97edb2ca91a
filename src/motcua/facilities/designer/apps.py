from django.apps import AppConfig


class DesignerConfig(AppConfig):
    name = "motcua.facilities.designer"
    label = "designer"
