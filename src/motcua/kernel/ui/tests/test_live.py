from __future__ import annotations

import pytest

from motcua.kernel.ui.live import live_url


@pytest.mark.parametrize(
    ("setting", "host", "url"),
    [
        ("", "motcua.lan:9000", "http://motcua.lan:9001/live/"),
        ("", "127.0.0.1", "http://127.0.0.1:9001/live/"),
        ("", "[::1]:9000", "http://[::1]:9001/live/"),
        ("/live/", "motcua.lan:9000", "/live/"),
    ],
)
def test_the_address_is_the_setting_or_the_next_port(settings, rf, setting, host, url):
    settings.LIVE_URL, settings.LIVE_PORT = setting, 9001
    assert live_url(rf.get("/", headers={"host": host})) == url
