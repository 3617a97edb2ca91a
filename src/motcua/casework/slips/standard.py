"""Which forms there are, since when, and what their files are: published versions are frozen.

A form changes by a new file, a new version and a new day from which it is valid; the old
lines stay, so that an old slip can be printed again as it was. A test compares the hashes.
The first paper of a number is its usual one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from motcua.facilities.papers import published
from motcua.facilities.papers.slips import SlipTemplate

_HERE = Path(__file__).resolve().parent / "forms"
# Version 3 shares the layout of version 2.
_FOLDERS = {1: _HERE, 2: _HERE / "v2", 3: _HERE / "v2"}

# Law: TT 03/2025/TT-VPCP, Phụ lục I, in force 15/09/2025 (domain.md leaves its exact layout open)
_SINCE = date(2025, 9, 15)

RECEIPT, SUPPLEMENT, REJECTION, APOLOGY, CONTROL_SLIP = "01", "02", "03", "04", "06"
STOP_NOTICE, REGISTER = "05", "07"
# Slips of practice that bear no number of the law.
TRANSFER, HAND_OVER_LIST, GUIDANCE, MISTAKE, REGRET = "PC", "BG", "HD", "XL", "XH"


def _form(number: str, variant: str, version: int, sha256: str, *, file: str = "") -> SlipTemplate:
    folder = _FOLDERS[version]
    return SlipTemplate(
        number,
        variant,
        version,
        _SINCE,
        folder / f"{file or number}.typ",
        (folder / "layout.typ",),
        sha256,
    )


# fmt: off
TEMPLATES: tuple[SlipTemplate, ...] = (
    _form(RECEIPT, "A5", 1, "4bb096052a78026474ccdb340e658594705306ae78eb9c16b1526bfd13871772"),
    _form(RECEIPT, "80mm", 1, "091dd1685770d43a9520f18e0046d037ed61abe8601d9efc718bb72a72aaa40e", file="01-80mm"),
    _form(SUPPLEMENT, "A5", 1, "c473c13ad829bd47e36d8b2d677f77225879a0e42e069a3a71faf8b0faea1ba9"),
    _form(REJECTION, "A5", 1, "c6d400bcdce76f1625a25703723d1f32b5d8c149cb1081f0aefaf7f5ce56d150"),
    _form(APOLOGY, "A4", 1, "a8935803195a775fb3b17826a8563a2636047e30f768b3ce37cd43bc02a113c1"),
    _form(CONTROL_SLIP, "A4", 1, "d81959608f737b0d197296ebc0c65588632f15e401e3e89eda69bf8b56d7d689"),
    # From version 2 on an office may word them (facilities/papers/slip_texts.py).
    _form(RECEIPT, "A5", 2, "48badfc6edd71032fd1b32fc72078b13afd18142ee7ce7541a4e69cad403ea6b"),
    _form(RECEIPT, "80mm", 2, "62e6a370dd1c1177dc2139d1456aca9c7156fdf096828a0504f965044fb297c4", file="01-80mm"),
    _form(SUPPLEMENT, "A5", 2, "34d7b55d6ed5adf9bf04784ba5565bb79dcd3f2b9b13c1d7fe42630c1c45d157"),
    _form(REJECTION, "A5", 2, "8e74a965eb28cc214f9f6824af22eb67936e0661c5923de99ce9790dc0f05a68"),
    _form(APOLOGY, "A4", 2, "e9c51adfc9a8efd33d8309681c2224ec5354f02e4513553b73f147dbf182af6c"),
    _form(STOP_NOTICE, "A4", 2, "5fc45e90fbc8a112e71e1932a4d7f5d03fcc3d477a0f21da5572d5351e9f7e8c"),
    _form(CONTROL_SLIP, "A4", 2, "c2f27c64b274f8802f537b24dfca8cd931fe0cac404dad6f857b5ed91999ff38"),
    _form(REGISTER, "A4", 2, "f38dd4edc864159cb1a38f3e49c2fb4d1fbda4f79b07dc72d0658fca34e8b158"),
    _form(TRANSFER, "A5", 2, "adea1eb2a3f9f41ce0eeba4f8a7e73a32ed1dccbcd6e7bf0ad8da421c529a624"),
    _form(HAND_OVER_LIST, "A4", 2, "d5448314ac9efd429e98aff90d7febd923d72e34b5d2212f18f9f2fd3c4218cd"),
    _form(GUIDANCE, "A5", 2, "91839a655b968003c1df8a2e2f172091deb1840385f5f7a23e5d6a49fc316b49"),
    # From version 3 on the receipt lists the dossiers of a joint procedure.
    _form(RECEIPT, "A5", 3, "a33df39b2ec11c07aeab977526f3f6c5ab7165a5277af5cbb396c8d751ee2934", file="01-3"),
    _form(RECEIPT, "80mm", 3, "dcd3d935ed83fb89fb9ebbba0b2f18abfa195c174150f466931f59a4e5a40ac8", file="01-80mm-3"),
    _form(MISTAKE, "A4", 2, "63f5e3b23045e21e235ca392e451ca5256310aeb8fe1852f993ae6d7a7757629"),
    _form(REGRET, "A4", 2, "0f5f3431a901483d391bd5413b9552608a8396dc1e088d3afd01e2ccf472d5ca"),
)
# fmt: on


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    published.register(*TEMPLATES)
