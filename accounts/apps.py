from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in: staff of a city, members of the secretariat (職員と事務局)."""

    name = "accounts"
