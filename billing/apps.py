from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Contracts and what each city pays (負担金)."""

    name = "billing"
