from motcua.casework.dossiers.models.component import DossierComponent, DossierFee
from motcua.casework.dossiers.models.counter import CodeCounter
from motcua.casework.dossiers.models.dossier import Dossier
from motcua.casework.dossiers.models.party import Party
from motcua.casework.dossiers.models.statement import DossierStatement

__all__ = [
    "CodeCounter",
    "Dossier",
    "DossierComponent",
    "DossierFee",
    "DossierStatement",
    "Party",
]
