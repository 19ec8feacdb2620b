"""Which files a scan looks at: an own walk that runs nothing, follows no link and says what it left out.

The walk lists folders by descriptor, so a folder swapped for a link between listing and opening is
refused. Order is fixed: the files of a folder by name, then its folders by name, depth first.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from advisor.core.errors import UsageError
from advisor.core.findings import Skip
from advisor.core.kinds import SkipReason
from advisor.scan.budgets import Budgets
from advisor.scan.ignore import IgnoreFile, folder_is_ignored
from advisor.scan.read import CannotRead, read_head, skip_for, special_kind
from advisor.scan.rules import DiscoveryRules, FolderRule

_BY_DESCRIPTOR = os.scandir in os.supports_fd and hasattr(os, "O_NOFOLLOW")
_FOLDER_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(slots=True)
class _Listing:
    """What stands in one folder, by name."""

    files: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    others: list[tuple[str, SkipReason, str]] = field(default_factory=list)
    """Links and special files: name, which of both, where it points or what it is."""

    @property
    def names(self) -> set[str]:
        """All names."""
        return {*self.files, *self.folders, *(name for name, _, _ in self.others)}

    def sort(self) -> _Listing:
        self.files.sort()
        self.folders.sort()
        self.others.sort()
        return self


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder still to be listed. `path` is "" for the top, else ends with `/`."""

    path: str
    chain: tuple[IgnoreFile, ...]
    """The ignore files in force in it, outermost first."""
    rules: tuple[FolderRule, ...] = ()
    """Rules that prune it if its entries say so."""


def real_folder(root: Path) -> str:
    """The absolute path of the folder to scan, links in the way to it resolved.

    Raises UsageError when there is no such folder.
    """
    full = os.path.realpath(root)
    if os.path.isdir(full):  # noqa: PTH112 (a name may hold bytes that Path refuses on some systems)
        return full
    if os.path.lexists(full):
        raise UsageError(
            f"{root} is not a folder. Name the folder of a project; a single file cannot be scanned."
        )
    raise UsageError(f"There is no folder {root}. Check the path.")


class Walk:
    """Lists the files below a folder, one folder a step.

    Attributes:
        skips: rows for what was left out, filled while walking.
        pruned_files: files counted in pruned folders so far.
        done: True when every folder was listed.
    """

    def __init__(
        self,
        root: str,
        rules: DiscoveryRules,
        budgets: Budgets,
        *,
        all_files: bool = False,
        exclude: Path | None = None,
    ) -> None:
        """`root` comes from `real_folder`; `exclude` is a file to leave out (the report being written)."""
        self._root = root
        self._rules = rules
        self._budgets = budgets
        self._all = all_files
        self._exclude = _below(root, exclude)
        self._stack = [_Folder("", ())]
        # said whether or not the file is there yet: a second run reads the same tree and says the same
        own = Skip(self._exclude, SkipReason.OWN_OUTPUT, "the one being written") if self._exclude else None
        self.skips = [own] if own else []
        self.pruned_files = 0

    @property
    def done(self) -> bool:
        """True when every folder was listed."""
        return not self._stack

    def __iter__(self) -> Iterator[list[str]]:
        while self._stack:
            yield self.step()

    def step(self) -> list[str]:
        """List the next folder: relative paths of its regular files, `/` as separator, sorted."""
        folder = self._stack.pop()
        listing = self._list(folder.path)
        if listing is None:
            return []
        names = listing.names
        rule = next((rule for rule in folder.rules if rule.applies(names)), None)
        if rule:
            self._prune(folder.path.rstrip("/"), rule.reason)
            return []
        if listing.folders:
            self._push_folders(self._with_ignore_file(folder, listing, names), names, listing.folders)
        return self._take_files(folder.path, listing)

    def _list(self, path: str) -> _Listing | None:
        try:
            return _list_folder(self._full(path), _BY_DESCRIPTOR)
        except OSError as error:
            self.skips.append(skip_for(path.rstrip("/") or ".", error))
            return None

    def _full(self, path: str) -> str:
        return f"{self._root}{os.sep}{path.rstrip('/')}" if path else self._root

    def _take_files(self, folder: str, listing: _Listing) -> list[str]:
        self.skips.extend(Skip(folder + name, reason, detail) for name, reason, detail in listing.others)
        files = [folder + name for name in listing.files]
        if self._exclude in files:
            files.remove(self._exclude)
        return files

    def _push_folders(self, folder: _Folder, names: set[str], inner: list[str]) -> None:
        parent = folder.path.rstrip("/").rpartition("/")[2]
        children = [child for name in inner if (child := self._judge(folder, name, parent, names))]
        self._stack.extend(reversed(children))

    def _judge(self, folder: _Folder, name: str, parent: str, siblings: set[str]) -> _Folder | None:
        """The folder `name` as a further step of the walk; None when it is pruned from the outside."""
        path = folder.path + name
        ignored = None if self._all else folder_is_ignored(folder.chain, name, path)
        table = self._rules.never if self._all or ignored is False else self._rules.pruned
        rules = table.may_apply(name, parent, siblings)
        certain = next((rule.reason for rule in rules if rule.holds is None), None)
        if certain and self._rules.never.may_apply(name, parent, siblings):
            self.skips.append(Skip(path, SkipReason.PRUNED, certain, 0))  # no files of the project lie there
            return None
        if certain or ignored:
            self._prune(path, certain or "ignored by .gitignore")
            return None
        return _Folder(path + "/", folder.chain, rules)

    def _with_ignore_file(self, folder: _Folder, listing: _Listing, names: set[str]) -> _Folder:
        """The folder with the rules of its own ignore file; a nested repository starts afresh."""
        if self._all:
            return folder
        chain = () if ".git" in names else folder.chain
        if ".gitignore" in names and ".gitignore" in listing.files:
            own = self._ignore_file(folder.path, sum(one.rule_count for one in chain))
            chain = (*chain, own) if own else chain
        return _Folder(folder.path, chain)

    def _ignore_file(self, folder: str, rules_so_far: int) -> IgnoreFile | None:
        path = folder + ".gitignore"
        limit = self._budgets.ignore_bytes
        try:
            data = read_head(self._full(path), path, limit + 1)
        except CannotRead:
            return None  # reading it as a file of the project fails as well and has the row
        text = (
            os.fsdecode(data[:limit])
            if len(data) <= limit
            else os.fsdecode(data[: data.rfind(b"\n", 0, limit)])
        )
        own = IgnoreFile(folder, text, max(0, self._budgets.ignore_rules - rules_so_far))
        if own.cut or len(data) > limit:
            detail = f"only its first {own.rule_count:,} ignore rules were applied"
            self.skips.append(Skip(path, SkipReason.TOO_LARGE, detail))
        return own if own.rule_count else None

    def _prune(self, path: str, reason: str) -> None:
        """Add the one row of a folder that is not read, with the number of files in it."""
        left = self._budgets.pruned_count_total - self.pruned_files
        limit = min(self._budgets.pruned_count, left)
        count, more = _count_files(self._full(path), limit)
        self.pruned_files += count
        detail = f"{reason}; at least {count:,} files" if more else reason
        self.skips.append(Skip(path, SkipReason.PRUNED, detail, count))


def _below(root: str, path: Path | None) -> str | None:
    """`path` relative to `root` with `/`, when it lies below it."""
    if path is None:
        return None
    full = os.path.realpath(path)
    prefix = root.rstrip(os.sep) + os.sep
    return full[len(prefix) :].replace(os.sep, "/") if full.startswith(prefix) else None


def _list_folder(full: str, by_descriptor: bool) -> _Listing:
    """The entries of a folder by name. Raises OSError."""
    if not by_descriptor:
        with os.scandir(full) as entries:
            return _sorted_out(entries, None)
    descriptor = os.open(full, _FOLDER_FLAGS)
    try:
        with os.scandir(descriptor) as entries:
            return _sorted_out(entries, descriptor)
    finally:
        os.close(descriptor)


def _sorted_out(entries: Iterable[os.DirEntry[str]], descriptor: int | None) -> _Listing:
    listing = _Listing()
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            listing.files.append(entry.name)
        elif entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
            listing.folders.append(entry.name)
        elif entry.is_symlink() or _is_junction(entry):
            listing.others.append((entry.name, SkipReason.LINK, _link_target(entry, descriptor)))
        else:
            listing.others.append((entry.name, SkipReason.SPECIAL, _special_kind(entry)))
    return listing.sort()


def _special_kind(entry: os.DirEntry[str]) -> str:
    try:
        return special_kind(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return special_kind(0)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    test = getattr(entry, "is_junction", None)
    return bool(test and test())


def _link_target(entry: os.DirEntry[str], descriptor: int | None) -> str:
    """Where a link points, as written in it: read, never followed. Of an absolute path only the end."""
    try:
        target = os.readlink(entry.path, dir_fd=descriptor)
    except OSError:
        return "not followed"
    if target.startswith(("/", "\\")) or target[1:2] == ":":
        target = "an absolute path, …/" + target.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return f"points to {target}; not followed"


def _count_files(full: str, limit: int) -> tuple[int, bool]:
    """Regular files below a folder, counted up to `limit`; True when there may be more.

    Folders are limited as well: a million empty ones would otherwise take a minute to say "0 files".
    """
    count = folders = 0
    stack = [full]
    while stack:
        if folders > limit:
            return count, True
        folders += 1
        folder = stack.pop()
        try:
            status = os.lstat(folder)
            if not stat.S_ISDIR(status.st_mode):
                continue
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        stack.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        if count >= limit:
                            return count, True
                        count += 1
        except OSError:
            continue
    return count, False
