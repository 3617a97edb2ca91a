"""What `motcua doctor` says about devices."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.directory.devices.queries import silent_devices
from motcua.kernel import clock
from motcua.kernel.doctor import checkup


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    checkup.register("thiết bị", examine)


def examine() -> Iterator[checkup.Finding]:
    """Devices that have fallen silent."""
    silent = [f"{device.name} ({device.one_stop.name})" for device in silent_devices(clock.now())[:10]]
    if silent:
        yield checkup.warning(
            f"thiết bị mất liên lạc: {', '.join(silent)}", "xem nguồn, mạng và trình duyệt của máy"
        )
    else:
        yield checkup.ok("không có thiết bị nào mất liên lạc")
