"""Secrets of second factors are sealed with the installation's key."""

import pytest
from cryptography.fernet import InvalidToken

from accounts.sealing import seal, unseal


def test_what_was_sealed_is_unsealed_and_cannot_be_read_in_between():
    sealed = seal("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_former_key_still_opens_and_a_stranger_s_does_not(settings):
    sealed = seal("JBSWY3DPEHPK3PXP")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key, chosen after the first one became known"

    with pytest.raises(InvalidToken):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
