"""Which files, how they are read, what stands in them. Runs, imports, follows nothing scanned."""
