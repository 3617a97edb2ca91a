from motcua.casework.dossiers.tests.browsing import act, monday, office, signed_in

__all__ = ["act", "monday", "office", "signed_in"]
