"""What can be told to the demo from outside."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.embedded.errors import LauncherError

_MAIL_PAGE, _MAIL_SERVER = 25, 26  # behind the web's port: 8000, 8025, 8026


class Options(BaseSettings):
    """The demo's own environment. Names are upper case, without a prefix; empty is the same as missing."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    port: Annotated[int, Field(ge=1, le=65535 - _MAIL_SERVER)] = 8000
    demo_dir: Path | None = None
    role_prefix: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")] = "kyodo_demo_"
    database_url: SecretStr | None = None
    owner_database_url: SecretStr | None = None
    admin_database_url: SecretStr | None = None
    celery_broker_url: SecretStr | None = None
    cache_url: SecretStr | None = None

    @property
    def mail_page_port(self) -> int:
        """Where the mails are read."""
        return self.port + _MAIL_PAGE

    @property
    def mail_server_port(self) -> int:
        """Where the mails are sent to."""
        return self.port + _MAIL_SERVER

    @model_validator(mode="after")
    def _all_three_or_none(self) -> "Options":
        given = [self.database_url, self.owner_database_url, self.admin_database_url]
        if any(given) and not all(given):
            raise ValueError(
                "a database of your own needs DATABASE_URL, OWNER_DATABASE_URL and ADMIN_DATABASE_URL together"
            )
        return self


def read_options() -> Options:
    """Read the environment. Raises LauncherError with what is wrong."""
    try:
        return Options()
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, item['loc'])).upper()} {item['msg']}".strip() for item in error.errors()]
        raise LauncherError("The demo cannot use its environment: " + "; ".join(faults) + ".") from None
