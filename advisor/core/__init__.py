"""The frozen, typed values that every room of the house speaks.

Nothing here reads a file, asks a clock or knows another room.
"""
