from motcua.directory.procedures.models.channels import Channel, Fee, TimeLimit
from motcua.directory.procedures.models.frozen import Frozen, FrozenVersion
from motcua.directory.procedures.models.offer import Offer, ProcedureStatement
from motcua.directory.procedures.models.papers import Component, ProcedureCase
from motcua.directory.procedures.models.procedure import (
    CatalogueImport,
    LegalBasis,
    Procedure,
    ProcedureVersion,
    Result,
    Sector,
    VersionSector,
)

__all__ = [
    "CatalogueImport",
    "Channel",
    "Component",
    "Fee",
    "Frozen",
    "FrozenVersion",
    "LegalBasis",
    "Offer",
    "Procedure",
    "ProcedureCase",
    "ProcedureStatement",
    "ProcedureVersion",
    "Result",
    "Sector",
    "TimeLimit",
    "VersionSector",
]
