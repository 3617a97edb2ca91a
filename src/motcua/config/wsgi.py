"""The web process: pages and API over WSGI."""

from django.core.wsgi import get_wsgi_application

from motcua.config.command import select_settings

select_settings()
application = get_wsgi_application()
