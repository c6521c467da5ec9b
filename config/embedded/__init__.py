"""Servers that need no installation: PostgreSQL, Valkey and a mail sink, for the demo and the tests.

Plain Python without Django. Every server runs as a child that ends with its parent, whatever ends the parent.
"""
