"""A drawn process: read from BPMN 2.0 XML, compiled once, run as tokens by pure functions.

Nothing here knows Django, a database, the clock or a dossier: `reading` turns bytes into definitions,
`compiling` these into an immutable `graph`, `engine` answers what an act changes (a `Delta`),
`checking` says why a diagram may not be published. Conditions are a subset of FEEL (`feel`).
"""
