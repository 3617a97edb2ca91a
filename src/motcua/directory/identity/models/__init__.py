from motcua.directory.identity.models.account import Account, PasswordRecord
from motcua.directory.identity.models.session import Session

__all__ = ["Account", "PasswordRecord", "Session"]
