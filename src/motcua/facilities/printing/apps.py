from importlib import import_module

from django.apps import AppConfig

from motcua.kernel.doctor import checkup


class PrintingConfig(AppConfig):
    name = "motcua.facilities.printing"
    label = "printing"

    def ready(self) -> None:
        import_module("motcua.facilities.printing.menu").register()
        import_module("motcua.facilities.printing.projections").install()
        examine = import_module("motcua.facilities.printing.examination").examine_printers
        checkup.register("máy in phiếu số", examine)
