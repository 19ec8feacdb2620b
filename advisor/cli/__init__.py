"""The command line: reads arguments, calls a use case, prints its result, ends with an exit code."""
