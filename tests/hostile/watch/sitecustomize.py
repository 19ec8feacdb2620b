"""Loaded by every Python that a watched run starts, workers included: writes down what it opens and starts.

Python imports a module of this name at its start where it lies on the search path. Each process writes one
file of lines `event flags what` into the folder that `WATCH_FOLDER` names.
"""

import os
import sys

FILES = ("open", "os.listdir", "os.scandir")
CHANGES = (
    "os.chmod",
    "os.chown",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "shutil.",
    "tempfile.",
)
STARTS = ("subprocess.Popen", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system")
TALKS = ("socket.", "urllib.", "ftplib.", "http.", "smtplib.", "webbrowser.")
LOADS = ("pickle.find_class", "ctypes.dlopen")
WATCHED = FILES + CHANGES + STARTS + TALKS + LOADS


def _watch(folder: str) -> None:
    log = os.open(f"{folder}{os.sep}{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event.startswith(WATCHED):
            what = details[0] if details else ""
            flags = details[2] if event == "open" else 0
            name = os.fsdecode(what) if isinstance(what, (str, bytes)) else what
            os.write(log, f"{event} {flags} {name!a}\n".encode())

    sys.addaudithook(hook)


if os.environ.get("WATCH_FOLDER"):
    _watch(os.environ["WATCH_FOLDER"])
