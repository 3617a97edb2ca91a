from django.apps import AppConfig


class ApplicantsConfig(AppConfig):
    name = "motcua.directory.applicants"
    label = "applicants"
