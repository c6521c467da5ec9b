"""A newer version of 犬の死亡届, which the demo's cities have not taken yet: two of them had reworded what it rewords."""

from datetime import timedelta

from django.utils import timezone

from common.actor import Actor
from shared_forms.language.overlay import AddQuestion, Operation, Relabel
from shared_forms.language.texts import Text
from shared_forms.models import FormTemplate
from shared_forms.services import revision
from shared_forms.services.releases import ReleaseFacts

WORDS = "亡くなった犬の呼び名"
ASKED = {"id": "city_chip", "type": "text", "label": "マイクロチップの番号（わかれば）", "required": False}
SUMMARY = "犬の登録の様式に、ことばを合わせました。"
REASON = "マイクロチップの登録と照らし合わせるため"
DAYS = 40


def publish_one(actor: Actor) -> str:
    """In the consortium's context. A second call adds nothing."""
    template = FormTemplate.objects.get(slug="dog-death")
    if template.versions.count() > 1:
        return "no new version"
    operations: list[Operation] = [
        Relabel(op="relabel", target="dog_name", text=Text(ja=WORDS)),
        AddQuestion.model_validate({"op": "add_question", "after": "dog_name", "question": ASKED}),
    ]
    revision.revise(template.pk, operations, actor=actor)
    facts = ReleaseFacts(SUMMARY, due_on=timezone.localdate() + timedelta(days=DAYS), reason=REASON)
    version = revision.publish(template.pk, facts=facts, actor=actor)
    return f"a newer version of {template.slug}: {version.number}"
