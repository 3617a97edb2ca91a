"""Where a printer may stand: in the office's own network or at the server's own socket, nowhere else. Pure.

Whoever keeps printers must not be able to make the server talk to other machines: literal private
addresses and the ports of printers only, no names (a name may lead elsewhere tomorrow).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

PORTS = range(9100, 9110)
_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
_DEVICE = re.compile(r"/dev/(usb/)?lp[0-9]{1,2}\Z", re.ASCII)


class NotAPrinter(ValueError):
    """Địa chỉ này không phải của máy in trong mạng nội bộ."""


@dataclass(frozen=True)
class Place:
    """Host and port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def network_place(text: str) -> Place:
    """`192.168.1.50` or `192.168.1.50:9100`. Raises NotAPrinter."""
    host, port = _split(text.strip())
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise NotAPrinter from None
    known = any(address in network for network in _PRIVATE if network.version == address.version)
    if not known or port not in PORTS:
        raise NotAPrinter
    return Place(str(address), port)


def device_path(text: str) -> str:
    """`/dev/usb/lp0`. Raises NotAPrinter."""
    if not _DEVICE.match(text.strip()):
        raise NotAPrinter
    return text.strip()


def _split(text: str) -> tuple[str, int]:
    found = re.fullmatch(r"\[([0-9a-fA-F:]+)\](?::([0-9]{1,5}))?|([0-9.]+)(?::([0-9]{1,5}))?", text, re.ASCII)
    if found is None:
        raise NotAPrinter
    return found[1] or found[3], int(found[2] or found[4] or PORTS.start)
