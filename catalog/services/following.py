"""Updates that ask nothing of anybody are taken by themselves, where the city wants that (自動の取り込み)."""

import logging

from accounts.actors import SYSTEM
from catalog.errors import ActionRefused, DecisionsMissing
from catalog.models import Procedure
from catalog.selectors import waiting_updates
from catalog.services.updating import take_update
from shared_forms.language.merge import Level

logger = logging.getLogger(__name__)


def follow() -> list[Procedure]:
    """Take what can be taken, each procedure in a transaction of its own: whoever calls again goes on where this one stopped.

    Returns the procedures whose form became newer.
    """
    taken = []
    for procedure, update in waiting_updates():
        if update.merge.level is not Level.AUTOMATIC or not update.takes_updates:
            continue
        try:
            take_update(procedure.pk, version_id=update.version.pk, choices={}, actor=SYSTEM)
        except (ActionRefused, DecisionsMissing):  # somebody was faster, or has changed the form this very moment
            logger.info("the update of %s is left to people", procedure.slug)
        else:
            taken.append(procedure)
    return taken
