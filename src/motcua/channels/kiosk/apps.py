from django.apps import AppConfig

from motcua.directory.devices import homes
from motcua.directory.devices.choices import DeviceKind


class KioskConfig(AppConfig):
    name = "motcua.channels.kiosk"
    label = "kiosk"

    def ready(self) -> None:
        homes.register(DeviceKind.DISPLAY, "kiosk:display")
        homes.register(DeviceKind.KIOSK, "kiosk:choose")
