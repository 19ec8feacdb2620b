"""Makes the signed file of a release, for those who publish a catalog: `python -m advisor.catalog.publish`.

The private key is an Ed25519 key in PEM; it is read, never written, and its password is asked for when it has
one. Nothing is signed that does not pass the full check.
"""

from __future__ import annotations

import argparse
import getpass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from advisor.catalog.check import check
from advisor.catalog.files import Files, resources_folder
from advisor.catalog.signed import make_release
from advisor.catalog.writer import replace


def main() -> None:
    """Sign the folder named on the command line, or the one the program brings along."""
    parser = argparse.ArgumentParser(prog="python -m advisor.catalog.publish", description=__doc__)
    parser.add_argument("output", type=Path, help="the signed file to write")
    parser.add_argument("--key", type=Path, required=True, help="the private key, Ed25519 in PEM")
    parser.add_argument(
        "--expires", type=date.fromisoformat, required=True, help="the last day it may be taken in"
    )
    parser.add_argument("--folder", type=Path, default=resources_folder())
    given = parser.parse_args()
    files = Files(given.folder)
    if files.edited or check(files).errors:
        parser.error("the catalog is not sealed or not sound: llama-advisor catalog check says what is wrong")
    replace(given.output, make_release(files, given.expires, private_key(given.key)))


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file. Raises SystemExit where it is of another kind, ValueError where it is no key."""
    content = path.read_bytes()
    try:
        key = load_pem_private_key(content, None)
    except TypeError:  # it has a password
        key = load_pem_private_key(content, getpass.getpass("Password of the key: ").encode())
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{path} is no Ed25519 key.")
    return key


if __name__ == "__main__":
    main()
