"""How the window looked is kept between two runs; damaged or missing files mean defaults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from advisor.gui.qt import QSplitter, QWidget
from advisor.gui.settings import FILE_NAME, Settings
from advisor.gui.theme import Mode

READ = """
import sys
from pathlib import Path
from advisor.gui.settings import Settings
kept = Settings(Path(sys.argv[1]))
print(kept.look(), kept.folder("open"), kept.folder("export"))
"""


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "none")
    assert settings.look() is Mode.SYSTEM
    assert settings.folder("open") is None


def test_what_was_kept_is_read_by_the_next_process(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.keep_look(Mode.DARK)
    settings.keep_folder("open", tmp_path)
    settings.keep_folder("export", tmp_path / "gone")
    settings._kept.sync()
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert done.stdout.split() == ["dark", str(tmp_path), "None"]


def test_size_and_splitters_come_back(qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window, splitter = QWidget(), QSplitter()
    for widget in (window, splitter):
        qtbot.addWidget(widget)
    splitter.addWidget(QWidget())
    splitter.addWidget(QWidget())
    splitter.resize(400, 100)
    splitter.setSizes([300, 100])
    window.resize(777, 555)
    Settings(tmp_path).keep(window, {"x": splitter})
    other = QWidget()
    qtbot.addWidget(other)
    splitter.setSizes([100, 300])
    Settings(tmp_path).restore(other, {"x": splitter})
    assert other.size() == window.size()
    assert splitter.sizes()[0] > splitter.sizes()[1]


def test_a_damaged_file_means_defaults(qtbot, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / FILE_NAME).write_bytes(b"\xff\x00[[[\nlook=purple\ngeometry=@ByteArray(\x01)\n")
    settings = Settings(tmp_path)
    window = QWidget()
    qtbot.addWidget(window)
    settings.restore(window, {})
    assert settings.look() is Mode.SYSTEM
