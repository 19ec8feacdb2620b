"""The projects of the case studies hold files named `test_*.py` that are no tests of ours."""

collect_ignore_glob = ["*/project"]
