from importlib import import_module

from django.apps import AppConfig

from motcua.kernel.doctor import checkup


class VoiceConfig(AppConfig):
    name = "motcua.facilities.voice"
    label = "voice"

    def ready(self) -> None:
        import_module("motcua.facilities.voice.menu").register()
        import_module("motcua.facilities.voice.projections").install()
        checkup.register("giọng gọi số", import_module("motcua.facilities.voice.examination").examine_voice)
