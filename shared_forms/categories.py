"""What a form or procedure is about, for lists and search (分野)."""

from django.db.models import TextChoices


class Category(TextChoices):
    """Fields of life, in the order in which residents see them."""

    CHILDREN = "children", "子育て・教育"
    PETS = "pets", "ペット・動物"
    HOUSING = "housing", "住まい・くらし"
    REGISTRATION = "registration", "届出・証明"
    HEALTH = "health", "健康・福祉"
    TAX = "tax", "税・保険"
    BUSINESS = "business", "仕事・事業者"
    SAFETY = "safety", "防災・安全"
