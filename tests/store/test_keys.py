import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.keys import KeyRing, Sealed, Unreadable, parse_keys

OLD, NEW = b"o" * 32, b"n" * 32
keys = st.binary(min_size=32, max_size=32)


@given(text=st.text(st.characters(exclude_categories=["Cs"])), about=st.text(max_size=20), key=keys)
def test_decrypts_what_it_encrypted(text: str, about: str, key: bytes) -> None:
    ring = KeyRing([key])
    about = about.encode("utf-8", "ignore").decode()
    sealed = ring.seal(text, about)

    assert ring.unseal(sealed, about) == text
    assert ring.seal(text, about) != sealed, "each time with another nonce"


def test_reads_with_older_keys_and_encrypts_with_the_newest() -> None:
    before = KeyRing([OLD]).seal("xoxb-1", "A/E/T")
    ring = KeyRing([NEW, OLD])

    assert ring.unseal(before, "A/E/T") == "xoxb-1"
    assert ring.seal("xoxb-1", "A/E/T").key_id == ring.newest == KeyRing([NEW]).newest
    assert before.key_id in ring
    assert before.key_id not in KeyRing([NEW])


@pytest.mark.parametrize(
    ("ring", "about", "changed"),
    [
        (KeyRing([NEW]), "A/E/T", None),
        (KeyRing([OLD]), "A/E/U", None),
        (KeyRing([OLD]), "A/E/T", "AAAA"),
        (KeyRing([OLD]), "A/E/T", "not base64"),
        (KeyRing([OLD]), "A/E/T", ""),
    ],
)
def test_refuses_another_key_another_row_and_other_text(ring: KeyRing, about: str, changed: str | None) -> None:
    sealed = KeyRing([OLD]).seal("xoxb-secret", "A/E/T")
    if changed is not None:
        sealed = Sealed(sealed.key_id, changed)
    with pytest.raises(Unreadable) as refusal:
        ring.unseal(sealed, about)
    assert "xoxb" not in str(refusal.value)


def test_reads_keys_in_both_alphabets_of_base64() -> None:
    key = bytes(range(224, 256))
    written = base64.b64encode(key).decode(), base64.urlsafe_b64encode(key).decode().rstrip("=")

    assert {parse_keys(text).newest for text in written} == {KeyRing([key]).newest}
    assert parse_keys(f"{written[0]} , {base64.b64encode(OLD).decode()}").newest == KeyRing([key]).newest
