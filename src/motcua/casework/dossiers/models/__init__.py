from motcua.casework.dossiers.models.access import AccessEntry
from motcua.casework.dossiers.models.component import DossierComponent, DossierFee
from motcua.casework.dossiers.models.counter import CodeCounter, LookupAttempt
from motcua.casework.dossiers.models.dossier import Dossier
from motcua.casework.dossiers.models.party import Party
from motcua.casework.dossiers.models.recomputation import Recomputation
from motcua.casework.dossiers.models.statement import DossierStatement

__all__ = [
    "AccessEntry",
    "CodeCounter",
    "Dossier",
    "DossierComponent",
    "DossierFee",
    "DossierStatement",
    "LookupAttempt",
    "Party",
    "Recomputation",
]
