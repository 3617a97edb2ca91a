from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.channels.portal"
    label = "portal"
