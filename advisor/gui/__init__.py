"""The window: the same use cases as the command line, shown. The only room that knows PySide6.

`qtguard` is asked before anything here touches Qt; all Qt names come through `advisor.gui.qt`.
"""
