"""Journeys through the real window: a virtual screen, a window manager, real clicks, keys and drags.

`screen` drives, `setting` holds what all of them are given, `deeds` what several of them do; each other
module is one journey, with the function `travel`. `.ci/window_journey.py` runs them, and `.ci/shots.py` takes
its pictures with `looks`.
"""
