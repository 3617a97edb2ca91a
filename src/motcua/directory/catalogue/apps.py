from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.directory.catalogue"
    label = "catalogue"
