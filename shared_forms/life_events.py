"""When in life a procedure is needed (くらしの場面), in the order in which residents see them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LifeEvent(TextChoices):
    """Residents think of what happened to them, not of which section answers for it."""

    BIRTH = "birth", _("妊娠・出産")
    CHILDREN = "children", _("子育て・入学")
    MOVING = "moving", _("引越し")
    MARRIAGE = "marriage", _("結婚・離婚")
    WORK = "work", _("就職・退職")
    ILLNESS = "illness", _("病気・けが・障害")
    CARE = "care", _("介護")
    DEATH = "death", _("亡くなられたとき")
    DISASTER = "disaster", _("災害にあったとき")
    PETS = "pets", _("ペットを飼っている方")
    BUSINESS = "business", _("事業をされている方")
