from importlib import import_module

from django.apps import AppConfig

from motcua.kernel.doctor import checkup


class FilesConfig(AppConfig):
    name = "motcua.kernel.files"
    label = "files"

    def ready(self) -> None:
        import_module("motcua.kernel.files.duties").install()
        checkup.register("kho giấy tờ", import_module("motcua.kernel.files.examination").examine_store)
