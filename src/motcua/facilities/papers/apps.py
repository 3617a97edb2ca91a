from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "motcua.facilities.papers"
    label = "papers"
