"""Hooks, one file a source of differences."""
