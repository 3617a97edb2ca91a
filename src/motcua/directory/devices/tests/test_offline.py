"""The worker of each machine stands below its own address only; the page it shows is everybody's."""

import pytest
from django.urls import reverse

from motcua.directory.devices.choices import PATHS, DeviceKind
from motcua.directory.devices.portal import offline


@pytest.mark.parametrize("kind", DeviceKind.values)
def test_each_machine_has_its_worker(client, kind):
    address = reverse(f"devices_public:worker_{kind}")
    answer = client.get(address)
    assert address == f"{PATHS[kind]}sw.js"
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in answer
    script = answer.content.decode()
    assert script.startswith("const MACHINE = {")
    assert f'"home": "{PATHS[kind]}"' in script
    assert f'"picture": {"true" if kind == "display" else "false"}' in script
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("kind", DeviceKind.values)
def test_the_page_without_a_server_needs_no_device_and_leads_home(client, kind):
    page = client.get(reverse(f"devices_public:lost_{kind}")).content.decode()
    assert "Mất kết nối" in page
    assert f'data-home="{PATHS[kind]}"' in page


def test_other_files_are_another_version(monkeypatch):
    offline._version.cache_clear()
    before = offline._version()
    offline._version.cache_clear()
    monkeypatch.setattr(offline.staticfiles_storage, "manifest_hash", "other", raising=False)
    assert offline._version() != before
    offline._version.cache_clear()
