"""When in life a procedure is needed (くらしの場面), in the order in which residents see them."""

from django.db.models import TextChoices


class LifeEvent(TextChoices):
    """Residents think of what happened to them, not of which section answers for it."""

    BIRTH = "birth", "妊娠・出産"
    CHILDREN = "children", "子育て・入学"
    MOVING = "moving", "引越し"
    MARRIAGE = "marriage", "結婚・離婚"
    WORK = "work", "就職・退職"
    ILLNESS = "illness", "病気・けが・障害"
    CARE = "care", "介護"
    DEATH = "death", "亡くなられたとき"
    DISASTER = "disaster", "災害にあったとき"
    PETS = "pets", "ペットを飼っている方"
    BUSINESS = "business", "事業をされている方"
