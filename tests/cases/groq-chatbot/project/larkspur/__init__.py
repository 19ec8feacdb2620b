"""Larkspur desk."""
