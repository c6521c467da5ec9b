"""The migrations of `catalog` as a later release will have them: today's and two more, each with a table."""

from catalog import migrations

__path__ = [*migrations.__path__, *__path__]
