"""Whom a vote is of, and what a fact and an answer are told apart by, as hashes."""

import hashlib
import hmac

from bot.domain.knowledge import Fact
from bot.domain.requests import Request, encode_request
from bot.services.askers import Asker

_DIGITS = 32


def to_voter(secret: str, asker: Asker) -> str:
    """Return a keyed hash of who asks, which without the secret cannot be traced to them."""
    return hmac.new(secret.encode(), f"{asker.team}/{asker.user}".encode(), hashlib.sha256).hexdigest()[:_DIGITS]


def to_answer_key(request: Request) -> str:
    """Return what an answer is told apart by, whatever page of it is shown."""
    asked = encode_request(request.change(page=1, size=0, shown=0))
    return hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]


def to_fact_hash(fact: Fact) -> str:
    """Return what tells a version of a fact from others: all that readers see of it, but not when it was verified."""
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
