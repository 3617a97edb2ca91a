from motcua.casework.ratings.models.criteria_set import CriteriaSet
from motcua.casework.ratings.models.rating import FollowUp, Mark, RatedOfficer, Rating
from motcua.casework.ratings.models.statement import RatingStatement

__all__ = ["CriteriaSet", "FollowUp", "Mark", "RatedOfficer", "Rating", "RatingStatement"]
