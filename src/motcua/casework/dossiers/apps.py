from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.casework.dossiers"
    label = "dossiers"
