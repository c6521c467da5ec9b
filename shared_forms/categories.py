"""What a form or procedure is about, for lists and search (分野)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """Fields of life, in the order in which residents see them."""

    CHILDREN = "children", _("子育て・教育")
    PETS = "pets", _("ペット・動物")
    HOUSING = "housing", _("住まい・くらし")
    REGISTRATION = "registration", _("届出・証明")
    HEALTH = "health", _("健康・福祉")
    TAX = "tax", _("税・保険")
    BUSINESS = "business", _("仕事・事業者")
    SAFETY = "safety", _("防災・安全")
