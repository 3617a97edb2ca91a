"""The arithmetic of the hash chain: pure functions, nothing stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from motcua.kernel.events.facts import canonical

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """What the hash of one event covers: everything it says, and the event before it."""

    subject: str
    seq: int
    kind: str
    actor_id: int | None
    agency_id: int | None
    happened_at: datetime
    recorded_at: datetime
    origin: str
    facts: str
    statements: str
    previous_hash: str

    def hash(self) -> str:
        covered = [
            self.subject,
            self.seq,
            self.kind,
            self.actor_id,
            self.agency_id,
            instant(self.happened_at),
            instant(self.recorded_at),
            self.origin,
            self.facts,
            self.statements,
            self.previous_hash,
        ]
        return hashlib.sha256(canonical(covered).encode()).hexdigest()


def instant(value: datetime) -> str:
    """An instant as text that does not depend on engine or zone: UTC with microseconds."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def statement_hash(salt: str, purpose: str, body: str) -> str:
    """Salted so that a short text (a name, a phone number) cannot be guessed from its hash."""
    return hashlib.sha256(f"{salt}\n{purpose}\n{body}".encode()).hexdigest()


@dataclass(frozen=True)
class Fingerprint:
    """A fingerprint of the whole log: how much there is and the heads of all chains."""

    events: int
    subjects: int
    heads_hash: str


def fingerprint(heads: Iterable[tuple[str, int, str]]) -> Fingerprint:
    """Fingerprint of `(subject, seq, hash)` heads given in binary order of subject."""
    digest = hashlib.sha256()
    events = subjects = 0
    for subject, seq, head in heads:
        digest.update(f"{subject} {seq} {head}\n".encode())
        events += seq
        subjects += 1
    return Fingerprint(events, subjects, digest.hexdigest())


def seal_hash(previous_hash: str, day: str, last_event_id: int, print_: Fingerprint) -> str:
    covered = [previous_hash, day, last_event_id, print_.events, print_.subjects, print_.heads_hash]
    return hashlib.sha256(canonical(covered).encode()).hexdigest()
