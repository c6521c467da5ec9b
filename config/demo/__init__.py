"""`make demo`: the whole platform on one's own machine, and nothing of it left behind.

One process (the supervisor) starts everything as its direct child and ends it again. Plain Python: Django is only ever
started as a child.
"""
