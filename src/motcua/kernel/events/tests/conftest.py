from __future__ import annotations

import pytest

from motcua.kernel.events import routes


@pytest.fixture
def route():
    """Install a table of reactions for one test; the real one comes back afterwards."""
    by_kind, by_name = dict(routes._by_kind), dict(routes._by_name)
    yield routes.install
    routes._by_kind.clear()
    routes._by_kind.update(by_kind)
    routes._by_name.clear()
    routes._by_name.update(by_name)
