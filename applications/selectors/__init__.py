"""Reads: querysets to look things up in, and frozen rows for screens."""
