"""Builds the hostile repository on disk: what a stranger might put into a folder to hurt who scans it.

`build` lays a project, a neighbour outside it that no scan may touch, and names what a scan has to say of
them. What the system of the day forbids (a socket path too long, a name it does not take) is left out and
told. Every text carries `MODEL`, so that a file which is passed over in silence gives itself away.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import socket
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MODEL = "meta-llama/Llama-3.1-8B-Instruct"
CANONICAL = "llama-3.1-8b-instruct"
LINE = f'MODEL = "{MODEL}"\n'
SECRET = "gsk_" + "s3cRetValue" * 5
NAME_SECRET = "gsk_" + "n4meOfAFile" * 4
"""Stands in the name of a file: on its owner's screen that name is shown, in reports it is masked."""
SECRETS = {
    "provider key": SECRET,
    "hub token": "hf_" + "AbCdEfGhIj" * 3,
    "GitHub token": "ghp_" + "Zy9Xw8Vu7T" * 3,
    "AWS key": "AKIA" + "QWERTYUIOPASDF12",
    "password in an address": "sw0rdfish-in-url",
    "value of a KEY variable": "plainlookingvalue77",
    "private key": "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
}
"""What is laid beside findings and may stand in no report, log or message."""


@dataclass(slots=True)
class Hostile:
    """What was laid and what a scan has to say of it.

    Attributes:
        root: the project.
        outside: a folder beside it; whoever opens anything in it has left the tree.
        canary: a file that comes to be when anything of the project runs.
        found: places where `MODEL` has to be found, as (path, line).
        skipped: paths that have to be skipped, each with the reason's words.
        named: paths that must have a finding, a cleared place or a row, whichever.
        left_out: what this system did not let us lay, and why.
    """

    root: Path
    outside: Path
    canary: Path
    found: set[tuple[str, int]] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    left_out: dict[str, str] = field(default_factory=dict)

    def put(self, path: str | bytes, content: str | bytes) -> str:
        """Lay one file; returns its path as a scan names it."""
        name = os.fsdecode(path)
        full = self.root / name
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return name

    def find(self, path: str | bytes, line: int, content: str | bytes) -> None:
        """Lay a file in which `MODEL` has to be found on `line`."""
        self.found.add((self.put(path, content), line))

    def skip(self, path: str, reason: str, content: str | bytes) -> None:
        """Lay a file that has to be skipped."""
        self.skipped[self.put(path, content)] = reason

    def name(self, path: str, content: str | bytes) -> None:
        """Lay a file of which something has to be said."""
        self.named.add(self.put(path, content))

    @contextlib.contextmanager
    def may_fail(self, what: str) -> Iterator[None]:
        """What the system refuses is noted and left out."""
        try:
            yield
        except (OSError, UnicodeError, NotImplementedError) as error:
            self.left_out[what] = str(error)


def build(place: Path) -> Hostile:
    """Lay the hostile repository and its neighbour below `place`."""
    made = Hostile(place / "project", place / "outside", place / "canary")
    made.outside.mkdir(parents=True)
    for name in ("secret.py", "sub/secret.py"):
        (made.outside / name).parent.mkdir(exist_ok=True)
        (made.outside / name).write_text('OUTSIDE = "meta-llama/Llama-3.3-70B-Instruct"\n')
    made.find("good.py", 1, LINE)
    for lay in PARTS:
        lay(made)
    return made


def _runnable(made: Hostile) -> None:
    """What would run if anything were imported, built, hooked, started or unpickled."""
    touch = f"open({str(made.canary)!r}, 'w').close()\n"
    shell = f"touch {made.canary}"
    for name in ("setup.py", "conftest.py", "sitecustomize.py", "usercustomize.py", "noxfile.py"):
        made.find(name, 2, touch + LINE)
    for name in ("json.py", "csv.py", "re.py", "advisor/__init__.py", "hyperscan.py", "tomllib.py"):
        made.find(name, 2, touch + LINE)
    made.put(
        ".git/config",
        f"[core]\n\tfsmonitor = {shell}\n\tpager = {shell}\n\thooksPath = hooks\n"
        f'[diff]\n\texternal = {shell}\n[filter "x"]\n\tclean = {shell}\n\tsmudge = {shell}\n'
        f"[include]\n\tpath = ../outside/secret.py\n",
    )
    made.put(".git/HEAD", "ref: refs/heads/feature/\x1b[31mred\n")
    made.put(".git/hooks/post-checkout", f"#!/bin/sh\n{shell}\n")
    made.put(".git/objects/info/alternates", f"{made.outside}\n")
    made.put(".git/objects/pack/pack-lies.idx", b"\xfftOc" + b"\xff" * 1100)
    made.find(".gitattributes", 2, f"* filter=x\n# {MODEL}\n")
    for name in ("HEAD", "config", "objects/x", "refs/x"):  # a bare repository in disguise
        made.put(f"bare/{name}", f"[core]\n\tfsmonitor = {shell}\n" if name == "config" else "x\n")
    for name in ("code.exe", "git.exe", "git", "python"):
        full = made.root / made.put(f"bin/{name}", f"#!/bin/sh\n{shell}\n")
        full.chmod(0o755)
    pickled = f"cos\nsystem\n(S'{shell}'\ntR.".encode()
    made.skip("pickle/model.pkl", "binary file", pickled)
    made.skip("pickle/pytorch_model.pt", WEIGHTS, b"\x80\x04\0" + pickled)
    made.name("pickle/data.bin", pickled + b"\n" + LINE.encode())
    made.put(".vscode/settings.json", json.dumps({"python.defaultInterpreterPath": "../bin/python"}))
    made.find("Makefile", 2, f"all: ; {shell}\nMODEL := {MODEL}\n")
    made.find("package.json", 2, f'{{"scripts": {{"preinstall": "{shell}"}},\n"model": "{MODEL}"}}\n')


def _links(made: Hostile) -> None:
    """Ways out of the tree and round in circles."""
    targets = {
        "links/file.py": "../../outside/secret.py",
        "links/folder": "../../outside",
        "links/root": "/",
        "links/up": "..",
        "links/self": "self",
        "links/ring-a": "ring-b",
        "links/ring-b": "ring-a",
        "links/zero.txt": "/dev/zero",
        "links/mem.py": "/proc/self/mem",
        "links/fd": "/proc/self/fd",
        "links/none": "nowhere",
        "links/nul.gguf": "../../outside/secret.py",
        "links/.gitignore": "../../outside/secret.py",
        "links/hostile-target": "\x1b[31m/../x\ny",
        "requirements-linked.txt": "../outside/secret.py",
    }
    for path, target in targets.items():
        with made.may_fail(path):
            (made.root / path).parent.mkdir(exist_ok=True)
            (made.root / path).symlink_to(target)
            made.skipped[path] = "symbolic link"
    with made.may_fail("hard link"):
        os.link(made.root / "good.py", made.root / "hard.py")
        made.found.add(("hard.py", 1))
    elsewhere = f"-r ../outside/secret.py\n-r /etc/passwd\n# {MODEL}\n--find-links ../outside\n"
    made.find("requirements.txt", 3, elsewhere)
    made.put(".gitmodules", '[submodule "x"]\n\tpath = ../outside\n\turl = ext::sh -c "touch x"\n')
    made.put("worktree/.git", f"gitdir: {made.outside}\n")


def _special(made: Hostile) -> None:
    """Entries that are no files: each would hang or hurt whoever opens it."""
    (made.root / "special").mkdir()
    with made.may_fail("named pipe"):
        os.mkfifo(made.root / "special" / "pipe.py")
        made.skipped["special/pipe.py"] = "special file"
    with made.may_fail("socket"), contextlib.chdir(made.root), socket.socket(socket.AF_UNIX) as door:
        door.bind("special/door.py")
        made.skipped["special/door.py"] = "special file"
    with made.may_fail("device"):
        os.mknod(made.root / "special" / "zero.py", 0o600 | 0o020000, os.makedev(1, 5))
        made.skipped["special/zero.py"] = "special file"


NAMES = (
    b"bad\xff\xfe.py",
    b"latin-caf\xe9.py",
    "sjis-\u30c6\u30b9\u30c8.py".encode("shift_jis"),
    b"over\xc0\xaflong.py",
    b"half\xed\xa0\x80.py",
    b"a\nb.py",
    b"a\r\nSet-Cookie x.py",
    b"esc\x1b[31m\x1b]8;;http:evil\x07.py",
    b"csi\xc2\x9b31m.py",
    "rtl\u202egnp.py".encode(),
    "zero\u200bwidth\u2060.py".encode(),
    "tag\U000e0041.py".encode(),
    "nfd-e\u0301.py".encode(),
    "nfc-\u00e9.py".encode(),
    b"::add-mask::x.py",
    b"##[group]x.py",
    b"back\\slash.py",
    b"C:drive.py",
    b"CON.py",
    b"-rf.py",
    b"--output=x.py",
    b";touch canary;.py",
    b"$(touch canary).py",
    b"`touch canary`.py",
    b"%s%n%x{0}{x}.py",
    b"=cmd|calc.py",
    b"@team #1 [x](javascript:alert(1)).py",
    b"|pipe| - [x] done.py",
    b"<img src=x onerror=alert(1)>.py",
    b"'\"&amp;&lt;.py",
    b" leading and trailing .py",
    b"...py",
    b"tab\there.py",
    b"bell\x07\x08\x7f.py",
    ("l" * 250 + ".py").encode(),
    "\U0001f999.py".encode(),
    b"Case.py",
    b"case.py",
)


def _names(made: Hostile) -> None:
    """Names that are no text, or too much of it."""
    for name in NAMES:
        with made.may_fail(repr(name)):
            made.find(b"names/" + name, 1, LINE)
    with made.may_fail("folder with a line end"):
        made.find(b"names/dir\n::error::x\x1b[2J/x.py", 1, LINE)


def _depths(made: Hostile) -> None:
    """Folders nested past every limit of a path; laid step by step, for no call takes such a path whole."""
    home = os.getcwd()  # noqa: PTH109
    deep = made.root / "deep"
    deep.mkdir()
    try:
        os.chdir(deep)
        for _ in range(100):
            os.mkdir("d" * 60)  # noqa: PTH102
            os.chdir("d" * 60)
        Path("x.py").write_text(LINE)
    finally:
        os.chdir(home)
    made.find("nested/" + "n/" * 150 + "x.py", 1, LINE)


TEXT = f"a\n{LINE}"


def _encodings(made: Hostile) -> None:
    """One place in every encoding and behind every line end."""
    for name, encoding in {
        "utf8-mark": "utf-8-sig",
        "utf16-le": "utf-16-le",
        "utf16-be": "utf-16-be",
        "utf32-le": "utf-32-le",
        "utf32-be": "utf-32-be",
    }.items():
        mark = "" if encoding == "utf-8-sig" else "\ufeff"
        made.find(f"enc/{name}.py", 2, (mark + TEXT).encode(encoding))
    made.find("enc/latin.py", 2, f"# caf\xe9\n{LINE}".encode("latin-1"))
    made.find("enc/sjis.py", 2, f"# -*- coding: shift_jis -*- \u30c6\n{LINE}".encode("shift_jis"))
    made.find("enc/broken.py", 2, b"\xff\xc3\x28\xf0\x28\n" + LINE.encode())
    made.find("enc/utf7.py", 2, f"# -*- coding: utf-7 -*- +AHg-\n{LINE}")
    made.find("enc/cookie.py", 2, f"# coding: {'rot13' * 20}\n{LINE}")
    made.find("enc/bz2-cookie.py", 2, b"# coding: bz2_codec \xff\n" + LINE.encode())
    for name in ("utf-16-le", "utf-16-be"):
        made.skip(f"enc/{name}-no-mark.txt", "binary file", (TEXT * 3).encode(name))
    made.find("lines/cr.py", 3, f"a\rb\r{LINE}")
    made.find("lines/mixed.py", 5, f"a\r\nb\rc\n\r{LINE}")
    made.find("lines/no-ends.py", 2, f"a\fb\vc\x1cd\x85e\u2028f\u2029g\n{LINE}")
    made.find("lines/late-nul.txt", 1, LINE.encode() + b"x\n" * 5000 + b"\0" + LINE.encode())
    made.skipped["lines/late-nul.txt"] = "binary file"
    made.skip("lines/nul.txt", "binary file", b"a\0" + LINE.encode())
    made.find("lines/only-one.py", 1, LINE.strip())


def _sources(made: Hostile) -> None:
    """Source that breaks parsers; the line after it still has to be found."""
    bad = {
        "sum": "x = 1" + "+0" * 100_000,
        "chain": "a" + ".b" * 50_000,
        "minus": "x = " + "-" * 20_000 + "1",
        "nots": "x = " + "not " * 20_000 + "1",
        "brackets": "(" * 5_000,
        "lambda": "x = " + "lambda: " * 3_000 + "0",
        "surrogate": "a = '\ud800'",
        "digits": "x = " + "9" * 6_000,
        "fstrings": "x = " + "f'{" * 150,
        "quotes": '"""' * 9_999,
        "decorators": "@a\n" * 5_000 + "class",
        "indents": "".join(" " * depth + "if 1:\n" for depth in range(150)),
        "escape": "x = '\\N{LATIN SMALL LETTER'",
        "warning": "x = '\\d' is 'a'\nassert (1, 2)",
    }
    for name, source in bad.items():
        made.find(f"src/{name}.py", source.count("\n") + 2, f"{source}\n{LINE}")
    made.find("src/comment.js", 2, "/*" * 50_000 + f"*/\n{LINE}")
    made.find("src/template.ts", 2, "`${" * 20_000 + f"\n{LINE}")
    made.find("src/raw.rs", 2, 'r#"' * 20_000 + f"\n{LINE}")
    made.find("src/heredoc.sh", 2, "cat <<A <<B <<C\n" + LINE)


def _structured(made: Hostile) -> None:
    """Structured files that lie, explode, repeat themselves or end too soon."""
    deep = "[" * 100_000
    for name in ("a.json", "a.toml", "a.yaml", "poetry.lock", "a.tf", "a.xml", "Modelfile", "go.mod"):
        made.name(f"deep/{name}", f'{deep}\nmodel: "{MODEL}"\n')
    made.name("deep/a.ipynb", deep + f'"{MODEL}"')
    made.name("deep/dashes.yaml", "- " * 100_000 + f"\nmodel: {MODEL}\n")
    made.name("deep/objects.json", '{"a":' * 50_000 + f'"{MODEL}"')
    made.find("json/twice.json", 2, f'{{"model": "x",\n"model": "{MODEL}"}}')
    last = f'"model": "{MODEL}"}}'
    made.find("json/huge.json", 2, f'{{"n": 1e99999, "m": {"9" * 9000}, "o": NaN, "p": -Infinity,\n{last}')
    made.find("json/lone.json", 2, f'{{"a": "\\ud800", "\\udc00": "\\ud83d",\n"model": "{MODEL}"}}')
    made.find("json/keys.json", 20_001, "{" + "".join(f'"k{i}": {i},\n' for i in range(20_000)) + last)
    made.find("json/mark.json", 2, b'\xef\xbb\xbf{"a": 1,\n"model": "' + MODEL.encode() + b'"}')
    made.name("json/config.json", f'{{"architectures": ["LlamaForCausalLM"], "hidden_size": "{"9" * 500}"}}')
    made.name("json/adapter_config.json", f'{{"base_model_name_or_path": ["{MODEL}", {{}}], "r": 1e999}}')
    made.find("json/package-lock.json", 2, f'{{"lockfileVersion": {"9" * 400}, "packages": [[[]]],\n{last}')
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    made.find("yaml/laughs.yaml", 61, laughs + f"model: {MODEL}\n")
    made.find("yaml/cycle.yaml", 2, f"a: &a [*a]\nmodel: {MODEL}\n")
    made.find("yaml/merge.yaml", 3, f"b: &b {{<<: *b}}\nc: {{<<: [*b, *b]}}\nmodel: {MODEL}\n")
    tag = f'x: !!python/object/apply:os.system ["touch {made.canary}"]'
    made.find("yaml/tags.yaml", 2, f"{tag}\nmodel: {MODEL}\n")
    made.find("yaml/docs.yaml", 5_001, "---\n" * 5_000 + f"model: {MODEL}\n")
    made.find("yaml/environment.yml", 3, f"dependencies:\n  - pip: [[[{{]]\n# {MODEL}\n")
    made.find("toml/pyproject.toml", 2, "a" + ".a" * 20_000 + f" = 1\nmodel = '{MODEL}'\n")
    tables = "".join(f"[a{'.b' * (i % 50)}]\n" for i in range(3_000))
    made.find("toml/tables.toml", 3_001, f"{tables}model = '{MODEL}'\n")
    made.find("toml/Cargo.toml", 2, f"n = 1e9999999\nmodel = '{MODEL}'\n")
    bomb = (
        '<!DOCTYPE l [<!ENTITY a "ll">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(20))
        + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    made.name("xml/pom.xml", f"{bomb}\n<model>{MODEL}</model>&u;&x;\n")
    made.find("xml/a.csproj", 2, f'{bomb}\n<Model Include="{MODEL}"/>\n')
    made.find("req/requirements.txt", 4, f"===\n[llama\nllama-stack == ? 1 ; python_version <\n# {MODEL}\n")
    made.find("req/Pipfile.lock", 2, f'{{"_meta": null, "default": 7,\n"x": "{MODEL}"}}')
    made.find("data/table.csv", 2, f'=1+1,@x,-2,"\n{MODEL}\n')
    made.find("data/rows.jsonl", 2, f'{{"a": \n"{MODEL}"\n')


def _notebooks(made: Hostile) -> None:
    """Notebooks whose cells are not what they should be."""
    source = json.dumps(LINE)
    code = '{"cell_type": "code", "source": '
    made.find("nb/good.ipynb", 2, f'{{"cells": [{code}[\n{source}]}}]}}')
    made.name("nb/torn.ipynb", f'{{"cells": [{code}[{source}')
    made.name("nb/number.ipynb", f'{{"cells": 7, "a": {source}}}')
    made.name("nb/dict.ipynb", f'{{"cells": {{"0": {code}{source}}}}}}}')
    made.name("nb/odd.ipynb", f'{{"cells": [null, 1, [[]], {{"source": {{"x": {source}}}}}]}}')
    outputs = f'"outputs": [{{"text": "{"x" * 3_000_000}"}}]'
    made.find("nb/giant.ipynb", 2, f'{{"cells": [{code}[\n{source}], {outputs}}}]}}')
    made.name("nb/lone.ipynb", f'{{"cells": [{code}["a = \\"\\ud800\\"\\n", {source}]}}]}}')
    empty = ",".join(['{"source": []}'] * 30_000)
    made.name("nb/many.ipynb", f'{{"cells": [{empty}, {{"source": {source}}}]}}')


WEIGHTS = "weights file, known by name and header only"


def gguf(entries: bytes, count: int, tensors: int = 1) -> bytes:
    """A GGUF file of version 3 that says it holds `count` entries."""
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, count) + entries


def gguf_text(text: bytes, length: int | None = None) -> bytes:
    """A string of a GGUF file, its length told truly or not."""
    return struct.pack("<Q", len(text) if length is None else length) + text


def _binaries(made: Hostile) -> None:
    """Weights files whose headers lie about lengths and counts; bombs and files of two kinds at once."""
    key = gguf_text(b"general.architecture")
    lies = {
        "count": gguf(key + struct.pack("<I", 8) + gguf_text(b"llama"), 1 << 63),
        "key": gguf(gguf_text(b"x", 1 << 62), 5),
        "value": gguf(key + struct.pack("<I", 8) + gguf_text(b"llama", (1 << 64) - 1), 1),
        "array": gguf(key + struct.pack("<IIQ", 9, 8, 1 << 63), 1),
        "numbers": gguf(key + struct.pack("<IIQ", 9, 12, 1 << 61), 1),
        "nested": gguf(key + struct.pack("<I", 9) + struct.pack("<IQ", 9, 1) * 5_000, 1),
        "kind": gguf(key + struct.pack("<I", 0xFFFFFFFF), 1),
        "empty-array": gguf(key + struct.pack("<IIQ", 9, 8, 1 << 40) + bytes(60_000), 1),
        "torn": b"GGUF\x03",
        "old": b"GGUF" + struct.pack("<I", 1) + b"\xff" * 64,
        "big-endian": b"GGUF" + struct.pack(">IQQ", 3, 1, 1 << 40),
    }
    for name, data in lies.items():
        made.skip(f"weights/llama-3.1-8b-instruct-{name}.gguf", WEIGHTS, data + b"\0")
    heads = {
        "length": struct.pack("<Q", 1 << 63) + b'{"__metadata__":{"a":"b"}}',
        "short": b"\x01\0\0\0\0\0\0\0{",
        "deep": struct.pack("<Q", 90_000) + b'{"__metadata__":' + b"[" * 60_000,
        "quotes": struct.pack("<Q", 60_000) + b'{"__metadata__":{' + b'"\\' * 29_000 + b"}",
        "list": struct.pack("<Q", 30) + b'{"__metadata__":{"a":[1,2,[3]]}}',
    }
    for name, data in heads.items():
        made.skip(f"weights/{name}.safetensors", WEIGHTS, data)
    made.find("weights/pointer.gguf", 2, f"version https://git-lfs.github.com/spec/v1\n# {MODEL}\n")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../outside/evil", bytes(1 << 22))
    made.skip("bombs/bomb.zip", "archive", packed.getvalue())
    made.skip("bombs/bomb.json", "binary file", packed.getvalue())
    made.name("bombs/gzip.yaml", b"\x1f\x8b\x08\0" + zlib.compress(bytes(1 << 22)))
    made.skip("bombs/picture.png", "media file", b"\x89PNG\r\n" + LINE.encode())
    made.find("bombs/polyglot.py", 3, f"#!/bin/sh\n%PDF-1.4 GIF89a\n{LINE}PK\x05\x06")
    made.skip("bombs/elf.py", "binary file", b"\x7fELF\x02\x01\x01\0" + LINE.encode())
    for name in ("sparse.txt", "sparse.json", "sparse.py"):
        with made.may_fail(name), (made.root / "bombs" / name).open("wb") as file:
            file.truncate(10 << 30)
            made.skipped[f"bombs/{name}"] = "binary file"
    with made.may_fail("sparse weights"), (made.root / "weights" / "llama-sparse.gguf").open("wb") as file:
        file.truncate(10 << 30)
        made.skipped["weights/llama-sparse.gguf"] = WEIGHTS


def _floods(made: Hostile) -> None:
    """Much of everything: findings, needles that are none, one endless line, nothing but line ends."""
    made.find("flood/findings.txt", 1, f'"{MODEL}"\n' * 20_000)
    made.skipped["flood/findings.txt"] = "too many findings in the file"
    made.find("flood/line.js", 1, "x" * 2_000_000 + f' "{MODEL}" ' + "y" * 2_000_000)
    made.find("flood/needles.py", 2, "llama-" * 150_000 + "\n" + LINE)
    made.find("flood/tokens.md", 3, "[INST]" * 30_000 + "\n\n" + f"`{MODEL}`\n")
    made.find("flood/slashes.yaml", 2, "llama/" * 80_000 + f"\nmodel: {MODEL}\n")
    made.find("flood/ends.py", 200_001, "\n" * 200_000 + LINE)
    made.find("flood/blanks.py", 2, " " * 500_000 + "\n" + LINE)
    made.put("flood/empty.py", b"")
    made.find("flood/equals.env", 2, "A=" * 100_000 + f"\nMODEL={MODEL}\n")


def _ignore(made: Hostile) -> None:
    """Ignore files that would hide everything, or keep a matcher busy for ever."""
    stars = ["*" * 2_000 + "x", "**/" * 500 + "x", "a" + "*a" * 400 + "b", "?" * 3_000 + "*"]
    globs = [*stars, "[" * 3_000, "[!-~]" * 300, "\\" * 999]
    made.find(".gitignore", len(globs) + 1, "\n".join(globs) + f"\n# {MODEL}\n!names/\n/ignored-file.env\n")
    made.find("ignored-file.env", 1, f"MODEL={MODEL}\n")
    made.find("ign/.gitignore", 1, f"# {MODEL}\n" + "*.x*y*z*\n" * 60_000)
    made.skipped["ign/.gitignore"] = "larger than the text limit"
    made.find("ign/" + "a" * 200 + "/x.py", 1, LINE)
    made.find("hide/.gitignore", 1, f"# {MODEL}\ninner/\n")
    made.put("hide/inner/x.py", LINE)
    made.skipped["hide/inner"] = "pruned folder"
    made.put("node_modules/" + "m/" * 200 + "x.js", LINE)
    made.skipped["node_modules"] = "pruned folder"
    made.find("attr/.ignore", 2, f"*\n# {MODEL}\n")
    made.find("attr/.llamaignore", 2, f"*\n# {MODEL}\n")


def _reports(made: Hostile) -> None:
    """Words that would hurt the reader of a report, and marks of ours that are forged."""
    poison = (
        f'"{MODEL}" \x1b[31m\x1b]8;;http://evil.example\x07 \u202e @team #1 </details> - [x] done '
        "<img src=x onerror=alert(1)> ````` | =1+1 ::error::x <!-- llama-advisor-task: x -->"
    )
    made.find("report/poison.md", 1, poison + "\n")
    made.find("report/poison.py", 2, f"::stop-commands::x\nM = {poison!s}\n")
    made.find("report/workflow.yml", 2, f"::add-mask::x\n::error file={MODEL}::{MODEL}\n")
    made.name("report/forged.md", f"<!-- llama-advisor-checklist of x 0 -->\n- [x] {MODEL}\n")
    ours = '"format_version": 1, "tool": {"name": "llama-advisor"}'
    made.name("report/forged.json", f'{{{ours}, "x": "{MODEL}"}}')
    made.find("report/pyproject.toml", 3, f'[tool.llama-advisor]\nignore = ["*"]\n# {MODEL}\n')
    made.find("report/tokens.py", 1, f'P = "<s>[INST] <<SYS>> {MODEL} <</SYS>> [/INST] <|begin_of_text|>"\n')


def _secrets(made: Hostile) -> None:
    """Secrets beside findings, in names and in the text around them."""
    keys = SECRETS
    lines = [
        f'client = Groq(api_key="{keys["provider key"]}", model="{MODEL}")',
        f'M = load("{MODEL}", token="{keys["hub token"]}")',
        f'G = f("https://x:{keys["GitHub token"]}@github.com/x", "{MODEL}")',
        f'A = ("{keys["AWS key"]}", "{MODEL}")',
        f'D = "postgres://u:{keys["password in an address"]}@db/{MODEL}"',
        f'os.environ["LLAMA_API_KEY"] = LLAMA_API_KEY="{keys["value of a KEY variable"]}"; m = "{MODEL}"',
    ]
    made.find("secret/app.py", 1, "\n".join(lines) + "\n")
    made.found |= {("secret/app.py", number) for number in range(2, len(lines) + 1)}
    made.find("secret/.env", 2, f"GROQ_API_KEY={SECRET}\nMODEL={MODEL} # GROQ_API_KEY={SECRET}\n")
    made.find("secret/home.py", 1, f'M = "/home/somebody/models/{MODEL}"\n')
    key = keys["private key"]
    begin, end = "# -----BEGIN PRIVATE KEY-----", "# -----END PRIVATE KEY-----"
    made.find("secret/key.py", 5, f"{begin}\n# {key}\n# {key}\n{end}\n{LINE}")
    made.find(f"secret/{NAME_SECRET}.py", 1, LINE)


PARTS: tuple[Callable[[Hostile], None], ...] = (
    _runnable,
    _links,
    _special,
    _names,
    _depths,
    _encodings,
    _sources,
    _structured,
    _notebooks,
    _binaries,
    _floods,
    _ignore,
    _reports,
    _secrets,
)


def fingerprint(place: Path) -> dict[str, object]:
    """Every entry of project and neighbour: kind, size, times, and what small files hold."""
    return dict(_states(place))


def _states(place: Path) -> Iterator[tuple[str, object]]:
    """Taken by descriptor: some paths are longer than a call takes."""
    for top in ("project", "outside"):
        for folder, folders, files, at in os.fwalk(place / top):
            for name in (*folders, *files):
                yield os.path.join(folder, name), _state(name, at)  # noqa: PTH118 - names are any bytes


def _state(name: str, at: int) -> object:
    status = os.lstat(name, dir_fd=at)
    kept: list[object] = [status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino]
    if stat.S_ISLNK(status.st_mode):
        kept.append(os.readlink(name, dir_fd=at))
    elif stat.S_ISREG(status.st_mode) and status.st_size < 1 << 24:
        with open(os.open(name, os.O_RDONLY, dir_fd=at), "rb") as file:
            kept.append(hashlib.sha256(file.read()).hexdigest())
    return kept
