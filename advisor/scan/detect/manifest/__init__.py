"""Readers of manifests and lock files: where a package is declared, under which name and in which version.

Each looks at a bounded stretch of text around a name, never at a tree it built: nothing nests, nothing is
expanded (no entity of XML, no anchor of YAML), and a broken file is read as far as its lines make sense.
"""
