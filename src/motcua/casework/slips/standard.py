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
_LAYOUT = (_HERE / "layout.typ",)

# Law: TT 03/2025/TT-VPCP, Phụ lục I, in force 15/09/2025 (domain.md leaves its exact layout open)
_SINCE = date(2025, 9, 15)

RECEIPT, SUPPLEMENT, REJECTION, APOLOGY, CONTROL_SLIP = "01", "02", "03", "04", "06"

TEMPLATES: tuple[SlipTemplate, ...] = (
    SlipTemplate(
        RECEIPT,
        "A5",
        1,
        _SINCE,
        _HERE / "01.typ",
        _LAYOUT,
        "4bb096052a78026474ccdb340e658594705306ae78eb9c16b1526bfd13871772",
    ),
    SlipTemplate(
        RECEIPT,
        "80mm",
        1,
        _SINCE,
        _HERE / "01-80mm.typ",
        _LAYOUT,
        "091dd1685770d43a9520f18e0046d037ed61abe8601d9efc718bb72a72aaa40e",
    ),
    SlipTemplate(
        SUPPLEMENT,
        "A5",
        1,
        _SINCE,
        _HERE / "02.typ",
        _LAYOUT,
        "c473c13ad829bd47e36d8b2d677f77225879a0e42e069a3a71faf8b0faea1ba9",
    ),
    SlipTemplate(
        REJECTION,
        "A5",
        1,
        _SINCE,
        _HERE / "03.typ",
        _LAYOUT,
        "c6d400bcdce76f1625a25703723d1f32b5d8c149cb1081f0aefaf7f5ce56d150",
    ),
    SlipTemplate(
        APOLOGY,
        "A4",
        1,
        _SINCE,
        _HERE / "04.typ",
        _LAYOUT,
        "a8935803195a775fb3b17826a8563a2636047e30f768b3ce37cd43bc02a113c1",
    ),
    SlipTemplate(
        CONTROL_SLIP,
        "A4",
        1,
        _SINCE,
        _HERE / "06.typ",
        _LAYOUT,
        "d81959608f737b0d197296ebc0c65588632f15e401e3e89eda69bf8b56d7d689",
    ),
)


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    published.register(*TEMPLATES)
