"""Counting tries, so that nothing can be guessed and nobody be flooded. The cache's key carries the city."""

from django.core.cache import cache

from applications.errors import TooManyAttempts


def count(what: str, *, most: int, minutes: int) -> None:
    """Count one more try before looking, so that two tries at once are two tries. Raises TooManyAttempts.

    what:  the thing that is tried; never an address of a person, a hash of it at most.
    """
    key = f"attempts:{what}"
    cache.add(key, 0, minutes * 60)
    try:
        attempts = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return
    if attempts > most:
        raise TooManyAttempts(minutes=minutes)
