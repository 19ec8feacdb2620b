"""`python -m advisor` is the command line. The console script is the better way: see `drop_cwd`."""

# No `from __future__ …` here: even that would be looked for in the current folder, before it is dropped.
import sys

try:
    from advisor.cli.main import console
except KeyboardInterrupt:
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(console())
