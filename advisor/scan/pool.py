"""Child processes that scan batches: fed, watched, replaced. One that dies or hangs costs one file.

Every worker has one thread in the parent that turns its pipe into messages; all messages meet in one
queue, so the parent can wait for all workers at once on every system and never blocks on one of them.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

from advisor.core.errors import AdvisorError
from advisor.core.findings import Skip
from advisor.core.kinds import SkipReason
from advisor.scan.budgets import Budgets
from advisor.scan.deadline import WAITING
from advisor.scan.engine import IDLE, Batch
from advisor.scan.links.values import Lookup
from advisor.scan.wire import Message, batch_from_json, lookup_to_json, receive, send

_GRACE_SECONDS = 2.0
"""A worker ends an overlong file itself where it can; only after this does the parent end the worker."""
_READ_AHEAD_BYTES = 16 << 10
"""A second batch is sent to a busy worker only while it surely fits into the pipe."""


class Process(Protocol):
    """What the pool needs of a started child."""

    stdin: BinaryIO
    stdout: BinaryIO

    def kill(self) -> None:
        """End it now."""

    def wait(self) -> int:
        """Wait for its end."""


Launch = Callable[[], Process]


class WorkerError(AdvisorError):
    """The worker processes cannot be started or cannot load the catalog."""


@dataclass(slots=True)
class Task:
    """One batch on its way."""

    number: int
    """Its place in the order of all batches."""
    paths: list[str]
    careful: bool = False
    """Take each file alone, so that a death names its file."""
    skips: list[Skip] = field(default_factory=list)
    """Rows of files that a worker died on."""
    lookup: Lookup | None = None
    """The names to look for, where the files were inspected before."""
    included: bool = False
    """Read the files once more, as lists of requirements that a manifest includes."""

    @property
    def counts(self) -> bool:
        """True where its files are read for the first time."""
        return self.lookup is None and not self.included

    @property
    def size(self) -> int:
        """About how many bytes it takes to send."""
        names = self.lookup.names if self.lookup is not None else ()
        return sum(len(path) + 8 for path in self.paths) + sum(len(row[0]) + 32 for row in names)


class _Worker:
    """One child process and what is known of it."""

    def __init__(self, process: Process, inbox: queue.SimpleQueue[tuple[_Worker, Message | None]]) -> None:
        self.process = process
        self.ready = False
        self.tasks: deque[Task] = deque()
        self.at: int = IDLE
        self.since = time.monotonic()
        self._inbox = inbox
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        try:
            while message := receive(self.process.stdout):
                self._inbox.put((self, message))
        except (OSError, ValueError):
            self.process.kill()  # a torn message: the same as a death
        self._inbox.put((self, None))
        self.process.stdout.close()
        self.process.wait()

    def end(self) -> None:
        """End the process; its listener reaps it, so a stuck one cannot hold the caller."""
        self.process.kill()
        with contextlib.suppress(OSError):  # the unsent rest of a message
            self.process.stdin.close()

    def join(self) -> None:
        """Wait a moment for an ended process to be gone."""
        self._listener.join(_GRACE_SECONDS)

    def say(self, message: Message) -> None:
        """Send a message; a dead worker is noticed by its listener."""
        try:
            send(self.process.stdin, message)
        except OSError:
            self.process.kill()

    def give(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        message: Message = {"batch": task.number, "paths": task.paths, "careful": task.careful}
        if task.lookup is not None:
            message["names"] = lookup_to_json(task.lookup)
        if task.included:
            message["included"] = True
        self.say(message)

    @property
    def has_room(self) -> bool:
        return self.ready and not self.tasks

    def may_read_ahead(self, task: Task) -> bool:
        return self.ready and len(self.tasks) == 1 and task.size <= _READ_AHEAD_BYTES


class Pool:
    """Up to `size` workers. Use from one thread."""

    def __init__(self, launch: Launch, hello: Message, size: int, budgets: Budgets) -> None:
        self._launch = launch
        self._hello = hello
        self._size = size
        self._budgets = budgets
        self._inbox: queue.SimpleQueue[tuple[_Worker, Message | None]] = queue.SimpleQueue()
        self._workers: list[_Worker] = []
        self._queue: deque[Task] = deque()
        self._done: list[tuple[int, Batch]] = []
        self._deaths = 0

    @property
    def busy(self) -> bool:
        """True while a batch is queued or under way."""
        return bool(self._queue) or any(worker.tasks for worker in self._workers)

    @property
    def backlog(self) -> int:
        """Batches that no worker has yet."""
        return len(self._queue)

    def put(self, task: Task) -> None:
        """Queue a batch."""
        self._queue.append(task)

    def take_back(self) -> tuple[list[tuple[int, Batch]], list[Task]]:
        """What is done but not handed over yet, and what is not done, by number."""
        undone = [task for worker in self._workers for task in worker.tasks] + list(self._queue)
        done, self._done = self._done, []
        return done, sorted(undone, key=lambda task: task.number)

    def pump(self, timeout: float) -> list[tuple[int, Batch]]:
        """Move things on; wait up to `timeout` seconds for news. Returns the batches that came back."""
        self._feed()
        self._hear(timeout)
        self._watch()
        self._feed()
        done, self._done = self._done, []
        return done

    def close(self) -> None:
        """End all workers now."""
        workers, self._workers = self._workers, []
        self._queue.clear()
        for worker in workers:
            worker.end()
        for worker in workers:
            worker.join()

    def _feed(self) -> None:
        while self._queue:
            task = self._queue[0]
            worker = next((w for w in self._workers if w.has_room), None)
            worker = worker or next((w for w in self._workers if w.may_read_ahead(task)), None)
            if worker is None:
                break
            worker.give(self._queue.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while starting < len(self._queue) and len(self._workers) < self._size:
            self.start_worker()
            starting += 1

    def start_worker(self) -> None:
        """Start one more worker, so that it is ready when the first batch is."""
        try:
            process = self._launch()
        except OSError as error:
            raise WorkerError(
                f"A worker process of the scan cannot be started ({error.strerror}). Try again."
            ) from error
        worker = _Worker(process, self._inbox)
        self._workers.append(worker)
        worker.say(self._hello)

    def _hear(self, timeout: float) -> None:
        """Handle all messages that are there, waiting for the first one."""
        try:
            worker, message = self._inbox.get(timeout=timeout) if timeout > 0 else self._inbox.get_nowait()
            while True:
                self._handle(worker, message)
                worker, message = self._inbox.get_nowait()
        except queue.Empty:
            return

    def _handle(self, worker: _Worker, message: Message | None) -> None:
        if worker not in self._workers:
            return  # it was ended and replaced; what it still says is of no interest
        worker.since = time.monotonic()
        if message is None:
            self._bury(worker, SkipReason.WORKER_DIED)
        elif "error" in message:
            raise WorkerError(message["error"])
        elif "ready" in message:
            worker.ready = True
        elif "at" in message:
            worker.at = message["at"]
        else:
            self._take_result(worker, message)

    def _take_result(self, worker: _Worker, message: Message) -> None:
        task = worker.tasks.popleft()
        worker.at = IDLE
        batch = batch_from_json(message)
        batch.skips.extend(task.skips)
        if task.counts:
            batch.files_done += len(task.skips)
        self._done.append((task.number, batch))

    def _watch(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            waiting = worker.tasks or not worker.ready
            if waiting and now - worker.since > self._patience(worker):
                self._bury(worker, SkipReason.TIME_OUT)

    def _patience(self, worker: _Worker) -> float:
        if worker.at != IDLE:
            return WAITING * self._budgets.seconds_per_file + _GRACE_SECONDS
        return self._budgets.seconds_per_batch

    def _bury(self, worker: _Worker, reason: SkipReason) -> None:
        """End a worker and queue again what it had, without the file it died on."""
        self._workers.remove(worker)
        worker.end()
        if not worker.ready:
            raise WorkerError("A worker process of the scan ended before it was ready. Try again.")
        self._deaths += 1
        tasks = list(worker.tasks)
        if tasks:
            tasks[0] = self._without_culprit(tasks[0], worker.at, reason)
        self._queue.extendleft(reversed([task for task in tasks if not self._is_over(task)]))

    def _without_culprit(self, task: Task, at: int, reason: SkipReason) -> Task:
        if self._deaths > self._budgets.worker_deaths:
            given_up = [Skip(path, reason, "given up after many dead workers") for path in task.paths]
            return replace(task, paths=[], careful=False, skips=task.skips + given_up)
        if at == IDLE or at >= len(task.paths):
            return replace(task, careful=True)
        culprit = Skip(task.paths[at], reason)
        rest = task.paths[:at] + task.paths[at + 1 :]
        return replace(task, paths=rest, skips=[*task.skips, culprit])

    def _is_over(self, task: Task) -> bool:
        """True for a task with nothing left to scan; its rows are handed over."""
        if task.paths:
            return False
        done = len(task.skips) if task.counts else 0
        self._done.append((task.number, Batch(files_done=done, skips=list(task.skips))))
        return True
