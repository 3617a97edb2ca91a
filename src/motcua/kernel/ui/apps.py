from django.apps import AppConfig

from motcua.kernel.ui import checks  # noqa: F401  the import registers the checks


class UiConfig(AppConfig):
    name = "motcua.kernel.ui"
    label = "ui"
