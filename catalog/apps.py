from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """What one city offers: adoption, overlay, published forms (手続)."""

    name = "catalog"
