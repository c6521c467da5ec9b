"""How a room says no."""


class DomainError(Exception):
    """A refusal with a reason for the reader.

    code:     stable name of the refusal, for tests and logs.
    message:  one Japanese sentence that says what to do next.
    """

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
