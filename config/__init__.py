"""Wires the rooms; imported by none of them."""
