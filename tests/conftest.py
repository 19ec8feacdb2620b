"""What every test run needs: no screen, no network, and window tests only where Qt can start.

`pyproject.toml` keeps pytest-qt from loading itself, because it imports Qt while pytest starts: on a
machine without the system libraries not one test would run, not even those of the command line. It
is loaded here, once the gate has looked; else the window tests are skipped with the gate's words.
"""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from importlib import util
from typing import Any

import pytest
from hypothesis import settings

# A busy machine is no fault: how long an example takes is never a result.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

collect_ignore = ["data"]
"""Projects to be scanned: they hold files named `test_*.py` that are no tests of ours."""


def _qt_problem() -> str | None:
    """Why the window cannot start on this machine, in the gate's words; None when it can."""
    if util.find_spec("advisor.gui.qtguard") is None:
        return "this build has no window"
    from advisor.gui.qtguard import problem

    return problem()


QT_PROBLEM = _qt_problem()

if QT_PROBLEM is None:
    pytest_plugins = ["pytestqt.plugin"]
else:

    @pytest.fixture
    def qtbot() -> None:
        pytest.skip(str(QT_PROBLEM))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run keeps never comes from, or goes to, the user's own folders; each test has its own."""
    home = tmp_path_factory.getbasetemp() / "homes" / uuid.uuid4().hex
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(home))


_NETWORK_FAMILIES = {socket.AF_INET, socket.AF_INET6}
_LOOPBACK = {"127.0.0.1", "::1"}


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse network connections in this process, so that a surprise call fails loudly."""
    if request.node.get_closest_marker("registry"):
        yield
        return
    real = socket.socket.connect
    allowed = _LOOPBACK if request.node.get_closest_marker("loopback") else set()

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in _NETWORK_FAMILIES and address[0] not in allowed:
            raise AssertionError(f"a test tried to reach {address!r}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    yield
