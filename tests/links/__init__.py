"""Tests of links by exact name."""
