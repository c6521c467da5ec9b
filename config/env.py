"""Everything the installation is told from outside, read once into one frozen object.

No other module reads the environment. `deploy/README.md` holds the same table for operators; a test keeps both equal.
"""

from functools import cached_property
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """The settings of one process. Names are upper case in the environment, without a prefix."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    secret_key: Annotated[SecretStr, Field(min_length=50, description="署名とセッションの鍵。50文字以上の乱数")]
    database_url: Annotated[
        SecretStr, Field(description="アプリケーションのログインロールの接続先（何も所有しないロール）")
    ]
    base_domain: Annotated[str, Field(description="事務局のホスト名。自治体は <slug>.<BASE_DOMAIN>")]
    celery_broker_url: Annotated[SecretStr, Field(description="Celery のブローカー（RabbitMQ か Redis/Valkey）")]
    email_url: Annotated[SecretStr, Field(description="送信用 SMTP。smtp:// か smtps://、user:password@host:port")]
    default_from_email: Annotated[str, Field(description="メールの差出人")]
    media_root: Annotated[str, Field(description="添付ファイルを置くディレクトリ（自治体ごとに分かれる）")]

    owner_database_url: Annotated[
        SecretStr | None, Field(description="DDL 用の所有者ロールの接続先。コマンドと構築ワーカーだけに渡す")
    ] = None
    admin_database_url: Annotated[
        SecretStr | None, Field(description="クラスタ管理者の接続先。install_database だけに渡す")
    ] = None
    cache_url: Annotated[
        SecretStr | None, Field(description="共有キャッシュ（redis:// か unix://）。なければプロセス内")
    ] = None
    role_prefix: Annotated[
        str,
        Field(
            pattern=r"^[a-z][a-z0-9_]{0,29}$", description="データベースロール名の接頭辞。同じクラスタの別環境と分ける"
        ),
    ] = "kyodo_"
    transaction_pooler: Annotated[
        bool, Field(description="PgBouncer などの transaction mode の後ろで動くとき true")
    ] = False
    public_scheme: Annotated[Literal["https", "http"], Field(description="住民から見える URL のスキーム")] = "https"
    public_port: Annotated[int | None, Field(description="住民から見えるポート（標準なら空）")] = None
    debug: Annotated[bool, Field(description="開発用の詳しいエラー画面。production は true を拒む")] = False

    @cached_property
    def origin_suffix(self) -> str:
        """Port as it stands behind a host name in addresses: "" or ":8000"."""
        return f":{self.public_port}" if self.public_port else ""

    def address(self, host: str, path: str = "/") -> str:
        """Absolute address of a page on one of our hosts."""
        return f"{self.public_scheme}://{host}{self.origin_suffix}{path}"


def read_environment() -> Environment:
    """Read the process environment, or stop with every missing and wrong name in one message."""
    try:
        return Environment()  # type: ignore[call-arg]  # filled from the environment
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors()]
        raise SystemExit("The environment is incomplete (see deploy/README.md):\n" + "\n".join(lines)) from None


def database_settings(url: str, **more: object) -> dict[str, object]:
    """Django's DATABASES entry for a libpq URL or key=value string."""
    parts = conninfo_to_dict(url)
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    named = {django: str(parts.pop(libpq, "") or "") for django, libpq in known.items()}
    return {"ENGINE": "tenants.postgresql_backend", **named, "OPTIONS": dict(parts), **more}


def email_settings(url: str) -> dict[str, object]:
    """Django's EMAIL_* settings for smtp://, smtp+tls:// (STARTTLS) or smtps:// (TLS from the start)."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }
