"""The verbs of ratings: one function each, one transaction each."""

from motcua.casework.ratings.actions.add_details import NoMoreDetails, add_details
from motcua.casework.ratings.actions.answer_survey import (
    SurveyAnswer,
    SurveyClosed,
    answer_survey,
)
from motcua.casework.ratings.actions.criteria_sets import (
    BeginsInThePast,
    NotADraft,
    SetContent,
    change_draft,
    draft_set,
    publish_set,
)
from motcua.casework.ratings.actions.follow_up import AlreadyAnswered, answer_follow_up
from motcua.casework.ratings.actions.give_rating import AlreadyRated, give_rating

__all__ = [
    "AlreadyAnswered",
    "AlreadyRated",
    "BeginsInThePast",
    "NoMoreDetails",
    "NotADraft",
    "SetContent",
    "SurveyAnswer",
    "SurveyClosed",
    "add_details",
    "answer_follow_up",
    "answer_survey",
    "change_draft",
    "draft_set",
    "give_rating",
    "publish_set",
]
