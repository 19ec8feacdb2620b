"""Which names a value is bound to in configuration, shell, container and deployment files.

What a key means follows from the file: under `environment:` it is a variable of the environment, in a chart's
`values.yaml` a Helm value, in Terraform a variable, elsewhere a key that code may read from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from advisor.core.links import LinkKind
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.places import links
from advisor.scan.detect.views import View
from advisor.scan.links.values import Binding, Read
from advisor.scan.links.words import is_variable

_ENVIRONMENT_KEYS = frozenset(
    {
        *("env", "environment", "env_vars", "envvars", "environment_variables", "environmentvariables"),
        *(
            "vars",
            "variables",
            "env_variables",
            "containerenv",
            "remoteenv",
            "environments",
            "build_args",
            "args",
        ),
    }
)
_ENVIRONMENT_FILE = re.compile(r"\.?env(?:[._-][\w.-]{1,60})?$|[\w.-]{1,60}\.env$|\.envrc$|\.flaskenv$")
_LIST_ITEM = re.compile(r"\s{0,80}-\s{1,8}[\"']?([A-Za-z_]\w{0,79})=[\"']?")
_SHELL = re.compile(
    r"[ \t]{0,80}(?P<word>(?:export|ENV|ARG|set|declare|local|readonly|define|override|-e|--env|--build-arg)"
    r"[ \t]{1,8})?(?:-\w[ \t]{1,4})?[\"']?(?P<name>[A-Za-z_]\w{0,79})[\"']?"
    r"[ \t]{0,20}(?:[?:+]{0,2}=|[ \t](?=[ \t]{0,8}\S))"
    r"(?P<rest>[^\r\n]{0,120})$"
)
_PREFIX = re.compile(
    r"(?:^|[\s;&|])(?:export[ \t]{1,4}|(?:-e|--env|--build-arg)[ \t=]{1,4})?([A-Z][A-Z0-9_]{1,79})=[\"']?$"
)
_CONFIG_MAP = re.compile(r"^kind:\s{0,4}[\"']?(?:ConfigMap|Secret)\b", re.MULTILINE)
_VALUES_FILE = re.compile(r"values(?:[._-][\w.-]{1,60})?\.ya?ml$")
_VARIABLE_BLOCK = re.compile(r"\bvariable\s{1,4}\"([\w-]{1,80})\"\s{0,4}$")
_LOCALS = re.compile(r"\blocals\s{0,4}$")
_CREATE = re.compile(
    r"\bollama\s{1,4}create\s{1,4}([\w.:/-]{2,80})"
    r"(?:[^\r\n|;&]{0,40}?(?:-f|--file)[= ]{1,4}[\"']?([\w./-]{1,200}))?"
)
_YAML_KEY = re.compile(r"( {0,80})[\"']?([\w-]{1,60})[\"']?:(?:\s|$)")
_ORCHESTRATED = re.compile(r"^(?:apiVersion|services|jobs|steps|AWSTemplateFormatVersion):", re.MULTILINE)
_SAYS_NOTHING = frozenset(
    {
        *(
            "name",
            "id",
            "key",
            "value",
            "text",
            "url",
            "path",
            "type",
            "args",
            "file_name",
            "file",
            "default",
        ),
        *("entrypoint", "command", "title", "label", "description", "items", "source", "image", "version"),
    }
)
_LINES_ABOVE = 2_000
_MOST = 200
_HEAD = 300


def is_settings(view: View) -> bool:
    """True for views that this module reads."""
    return view.language.mode in ("keyvalue", "shell", "lines", "data") or view.language.name == "terraform"


def bindings(view: View, start: int) -> list[Binding]:
    """The names that the value at an offset is bound to."""
    low, _ = view.line_span(start)
    head = view.text[max(low, start - _HEAD) : start]
    found: list[Binding] = []
    if view.language.name == "terraform":
        found += _terraform(view, start)
    elif view.language.mode == "shell":
        found += _shell(view, start, head)
    elif view.language.mode in ("keyvalue", "data", "lines"):
        found += _keyed(view, start, head)
    return found


def _shell(view: View, start: int, head: str) -> Iterator[Binding]:
    """`NAME=value`, `export NAME=`, `ENV NAME value`, `NAME ?= value`, `NAME=value command`."""
    match = _SHELL.match(head)
    if (
        match is None
        or re.search(r"[^\s\"'${}():/\w.@-]", match["rest"])
        or " " in match["rest"].strip("\"' ")
    ):
        match = None
    prefix = _PREFIX.search(head) if match is None else None
    name = match["name"] if match else prefix[1] if prefix else ""
    if not name or (match and "=" not in head and not match["word"]):
        return
    word = (match["word"] or "").strip() if match else ""
    is_shared = word in ("export", "ENV", "set", "-e", "--env") or prefix is not None
    if not is_variable(name) and word != "ARG" and view.language.name not in ("shell", "dockerfile"):
        return
    yield Binding(name, LinkKind.VARIABLE, view.path, start)
    if is_shared and is_variable(name):
        yield Binding(name, LinkKind.ENVIRONMENT, start=start)


def _keyed(view: View, start: int, head: str) -> Iterator[Binding]:
    """Keys of YAML, TOML, INI, `.env` and JSON."""
    name = view.path.rpartition("/")[2]
    item = _LIST_ITEM.match(head)
    if item is not None and view.language.name == "yaml":
        yield Binding(item[1], LinkKind.ENVIRONMENT, start=start)
        return
    chain = links(view, start, view.lexed.at(start))
    keys = [link.key for link in chain if link.key]
    if not keys:
        return
    key, parents = keys[0], [one.lower() for one in keys[1:]]
    beside = chain[0].beside
    if _ENVIRONMENT_FILE.match(name.lower()):
        if is_variable(key):
            yield Binding(key, LinkKind.ENVIRONMENT, start=start)
    elif key.lower() == "value" and (named := next((one for one in beside if is_variable(one)), "")):
        yield Binding(named, LinkKind.ENVIRONMENT, start=start)
    elif is_variable(key) and (set(parents[:2]) & _ENVIRONMENT_KEYS or _says(_CONFIG_MAP, view.text)):
        yield Binding(key, LinkKind.ENVIRONMENT, start=start)
    elif _VALUES_FILE.match(name.lower()) and all(re.fullmatch(r"[\w-]{1,60}", one) for one in keys):
        path = _yaml_path(view, start)
        if path:
            yield Binding(path, LinkKind.HELM, view.path.rpartition("/")[0], start)
    elif re.fullmatch(r"[A-Za-z_][\w-]{0,59}", key) and _is_config(view, key):
        yield Binding(f"{name}\t{key}", LinkKind.KEY, view.path, start)


@lru_cache(maxsize=4)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern stands in a text; many values of a file ask."""
    return pattern.search(text) is not None


def _is_config(view: View, key: str) -> bool:
    """True for a file that code reads, not an orchestrator, and a key that says what it holds."""
    return not view.quoted and key.lower() not in _SAYS_NOTHING and not _says(_ORCHESTRATED, view.text)


def _yaml_path(view: View, start: int) -> str:
    """The dotted path of a value through mappings alone; "" where a list is on the way."""
    number = view.line_number(start)
    _, line = view.line_at(number)
    indent, parts = len(line) + 1, []
    for near in range(number, max(-1, number - _LINES_ABOVE), -1):
        _, line = view.line_at(near)
        match = _YAML_KEY.match(line)
        if match is None or len(match[1]) >= indent:
            if line.strip()[:1] == "-" and len(line) - len(line.lstrip()) < indent:
                return ""
            continue
        indent = len(match[1])
        parts.append(match[2])
        if not indent:
            return ".".join(reversed(parts))
    return ""


def _terraform(view: View, start: int) -> Iterator[Binding]:
    """`variable "x" { default = … }`, `locals { x = … }`, `x = …` in a `.tfvars` file."""
    region = view.lexed.at(start)
    if region.kind is not RegionKind.STRING:
        return
    low, _ = view.line_span(start)
    key = re.match(r"\s{0,80}\"?([\w-]{1,80})\"?\s{0,40}[=:]", view.text[low:start])
    folder = view.path.rpartition("/")[0]
    if key is None:
        return
    before = view.text[max(0, region.parent - 120) : max(0, region.parent)]
    block = _VARIABLE_BLOCK.search(before)
    if region.parent < 0 and view.path.endswith(".tfvars"):
        yield Binding(f"var.{key[1]}", LinkKind.TERRAFORM, folder, start)
    elif block is not None and key[1] == "default":
        yield Binding(f"var.{block[1]}", LinkKind.TERRAFORM, folder, start)
    elif _LOCALS.search(before):
        yield Binding(f"local.{key[1]}", LinkKind.TERRAFORM, folder, start)
    elif is_variable(key[1]) and re.search(
        r"\b(?:env|environment|\w{0,20}variables)\b[^\r\n]{0,20}$", before
    ):
        yield Binding(key[1], LinkKind.ENVIRONMENT, start=start)


def reads(view: View, binding: Binding) -> list[Read]:
    """Places of a shell, Make or Docker file that read one of its own variables."""
    if binding.kind is not LinkKind.VARIABLE or view.language.mode != "shell":
        return []
    name = re.escape(binding.name)
    pattern = re.compile(rf"\$(?:\{{{name}\b|\({name}\)|{name}(?!\w))|%{name}%")
    own = view.line_number(binding.start)
    found = pattern.finditer(view.text)
    offsets = [match.start() for _, match in zip(range(_MOST), found, strict=False)]
    return [
        Read(offset, binding.name, binding.kind)
        for offset in offsets
        if view.line_number(offset) > own or view.path.lower().endswith(("makefile", ".mk"))
        if view.line_number(offset) != own and view.lexed.at(offset).kind is not RegionKind.COMMENT
    ]


def created(view: View) -> Iterator[Binding]:
    """What `ollama create NAME -f FILE` calls a Modelfile's model; `owner` is the file as written."""
    for _, match in zip(range(_MOST), _CREATE.finditer(view.text), strict=False):
        if view.holds(match.start()):
            yield Binding(
                match[1].removesuffix(":latest"), LinkKind.OLLAMA, match[2] or "Modelfile", match.start()
            )
