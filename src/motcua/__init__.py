"""motcua: the electronic one-stop of a Vietnamese province."""

__version__ = "0.1.0"
