"""Makes the office and procedure that the kill test files at; run by `motcua shell` on the server's database."""

from __future__ import annotations

import json

from motcua.casework.dossiers.tests.factories import PASSWORD, make_office, make_procedure


def make() -> str:
    """Everything a client needs to file, as JSON."""
    office, version = make_office(), make_procedure()
    components = [component.pk for case in version.cases.all() for component in case.components.all()]
    return json.dumps(
        {
            "username": office.officers["intake_officer"].account.username,
            "password": PASSWORD,
            "code": version.procedure.code,
            "competent": office.committee.pk,
            "components": components,
        }
    )
