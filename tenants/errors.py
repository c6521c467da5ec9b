"""How tenancy says no. These are faults of a program, never something a visitor typed."""


class NoMunicipality(RuntimeError):
    """A query, cache key, file or task was asked for outside of any municipality or the consortium."""


class WrongMunicipality(RuntimeError):
    """A row that was loaded in one municipality was about to be written in another."""


class UnsafePooling(RuntimeError):
    """A transaction pooler stands before the database, and the installation was not told (TRANSACTION_POOLER)."""


class SeveralStatements(RuntimeError):
    """A text held more than one statement: after a COMMIT in it the next would stand in another city."""
