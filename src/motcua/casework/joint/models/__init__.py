from motcua.casework.joint.models.linked_procedure import LinkedProcedure
from motcua.casework.joint.models.part import Part

__all__ = ["LinkedProcedure", "Part"]
