from importlib import import_module

from django.apps import AppConfig

from motcua.directory.devices import homes
from motcua.directory.devices.choices import DeviceKind
from motcua.facilities.printing import phone


class KioskConfig(AppConfig):
    name = "motcua.channels.kiosk"
    label = "kiosk"

    def ready(self) -> None:
        homes.register(DeviceKind.DISPLAY, "kiosk:display")
        phone.serve_at("queueing_public:ticket")
        homes.register(DeviceKind.LOOKUP, "kiosk:look_up")
        homes.register(DeviceKind.KIOSK, "kiosk:choose")
        import_module("motcua.channels.kiosk.menu").register()
