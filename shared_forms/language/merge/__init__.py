"""How an update of a shared form reaches a city's own version of it (更新の取り込み); see docs/merge.md."""

from shared_forms.language.merge.collisions import Choice, Collision, CollisionKind, Level, Resolution
from shared_forms.language.merge.merging import Merge, merge

__all__ = ["Choice", "Collision", "CollisionKind", "Level", "Merge", "Resolution", "merge"]
