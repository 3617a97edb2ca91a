"""A worker process for tests: each reaction leaves one mark, slowly enough to be killed in the middle."""

from __future__ import annotations

import os
import time
from threading import Event as Signal

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings.test")
    django.setup()
    from motcua.kernel.events import routes, worker
    from motcua.kernel.events.models import ChainHead

    def leave_mark(event) -> None:
        ChainHead.objects.create(subject=f"mark:{event.pk}", seq=0, hash="")
        time.sleep(0.004)

    routes.install({"trace.noted": [leave_mark]})
    worker.run_for_ever(Signal())


if __name__ == "__main__":
    main()
