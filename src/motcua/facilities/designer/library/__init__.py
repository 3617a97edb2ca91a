"""Processes as offices really work, to be copied and changed: facts of practice, not of law."""

from __future__ import annotations

from motcua.facilities.designer.library import commune, joint, province
from motcua.facilities.designer.library.practice import Practice

ALL: tuple[Practice, ...] = (*commune.PRACTICES, *province.PRACTICES, *joint.PRACTICES)
BY_CODE = {practice.code: practice for practice in ALL}

__all__ = ["ALL", "BY_CODE", "Practice"]
