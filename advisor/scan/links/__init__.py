"""Follows names: from the line that spells a model to the lines that read it.

Three steps. While a file is inspected, `binding` notes the names that its findings are bound to and the lines
of the same file that read them. Once all files are done, `sight` looks through the project's code for the
names that reach further, and `resolve` decides which of those sightings are the same name.
"""
