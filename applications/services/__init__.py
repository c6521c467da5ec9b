"""Writes: one public verb per step of an application's life."""
