"""Hashes that identify a voter, an answer, and a version of a fact."""

import hashlib
import hmac

from bot.domain.knowledge import Fact
from bot.domain.requests import Request, encode_request
from bot.services.askers import Asker

_DIGITS = 32


def to_voter(secret: str, asker: Asker) -> str:
    """Return a keyed hash of the asker, which cannot be traced to them without the secret."""
    return hmac.new(secret.encode(), f"{asker.team}/{asker.user}".encode(), hashlib.sha256).hexdigest()[:_DIGITS]


def to_answer_key(request: Request) -> str:
    """Return the key of an answer, the same for each of its pages."""
    asked = encode_request(request.change(page=1, size=0, shown=0))
    return hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]


def to_fact_hash(fact: Fact) -> str:
    """Return the hash of a fact's version: of everything that readers see, but the day of verification."""
    seen = (
        fact.home,
        fact.statement,
        fact.partners,
        fact.topics,
        fact.when.text if fact.when else "",
        fact.attributed_to,
        [(link.fact, link.because) for link in fact.supersedes],
        [(link.fact, link.because) for link in fact.superseded_by],
        [(link.fact, link.because) for link in fact.contradicts],
        [(one.source.id, one.locator, one.excerpt) for one in fact.citations],
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:_DIGITS]
