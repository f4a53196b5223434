"""The rules' reading and the second opinion as one: caution only adds up.

The opinion may add a finding or a doubt. What the rules read as present it can at most
doubt, so that the interview asks; of itself it makes nothing absent, and the level that the
protocol gives never falls by it, since uncertain counts as present in every rule. Only of
what was asked, and where the rules say that the answer may deny it, does it take both to
deny: one thing, or all of several, or all that is not named. An answer before that was not
understood counts with it, and two of them may do where the rules heard nothing
(docs/decisions/0007-denials-by-two-keys.md). Of several things asked at once, what the rules
read as there stands, but where its own words deny it to the opinion: then it is asked again,
alone.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from bot.engine.findings import Reading, Status
from bot.nlu.accidents import INJURIES
from bot.nlu.clues import Heard
from bot.nlu.counted import counted
from bot.nlu.evidence import mention_of
from bot.nlu.limits import (
    AGREED,
    AGREED_AGAIN,
    AGREED_AMONG,
    AGREED_ON_ALL,
    EVEN,
    HARDLY,
    INJURED,
    OF_SIZE,
    READING,
    SUREST,
    SUREST_AMONG,
    Least,
    Limits,
)
from bot.nlu.opinion import Estimate, Opinions
from bot.nlu.telling import EMERGENCIES, doubted
from bot.nlu.values import findings_of

FEW = 8
"""Shorter answers to several things hardly tell of one beside a denial: "just the first"."""


class Before(NamedTuple):
    """What earlier messages said of findings."""

    denied: Set[str] = frozenset()
    leaning: Mapping[str, float] = MappingProxyType({})
    """Of what was asked and not understood, how likely they deny it."""


UNHEARD = Before()


def weigh(
    heard: Heard,
    opinions: Opinions,
    limits: Limits = READING,
    asked: Collection[str] = (),
    before: Before = UNHEARD,
) -> Reading:
    """Return the reading of the rules with what the second opinion adds or doubts.

    A yes or a no and nothing else is what it is. What was denied before it takes more to
    doubt, as much as what this message denies.
    """
    if heard.bare:
        return heard.reading
    findings = set(findings_of(asked))
    known = heard.reading.findings
    weighing = _Weighing(heard, opinions, limits, findings, before)
    mentions = list(heard.reading.mentions)
    for estimate in opinions.findings:
        status = known.get(estimate.finding)
        weighed = weighing.of(estimate, status)
        if weighed is status:
            continue
        if weighed in {None, Status.ABSENT}:
            mentions = [one for one in mentions if one.finding != estimate.finding]
        if weighed is None:
            continue
        if status is Status.PRESENT and weighed is Status.UNCERTAIN:
            mentions = [doubted(one, (estimate.finding,)) for one in mentions]
        else:
            mentions.append(mention_of(heard, estimate, weighed))
    alone = limits.most is Status.PRESENT
    read = heard.reading.numbers
    numbers = counted(read, heard.figures, opinions.figures, asked, alone=alone)
    silent = findings - known.keys() | findings.difference(one.finding for one in mentions)
    leaning = {
        estimate.finding: weighing.leaning(estimate)
        for estimate in opinions.findings
        if estimate.finding in silent and weighing.leans(estimate.finding)
    }
    return replace(heard.reading, mentions=tuple(mentions), numbers=numbers, leaning=leaning)


@dataclass(frozen=True)
class _Weighing:
    """What the findings of one message are weighed by."""

    heard: Heard
    opinions: Opinions
    limits: Limits
    asked: Set[str]
    before: Before

    def of(self, estimate: Estimate, status: Status | None) -> Status | None:
        """Return what one finding is, given what the rules read of it."""
        finding = estimate.finding
        if status is None and finding in self.before.denied:
            if estimate.present < self.limits.raised:
                return None
        elif finding in self.asked and self.asked != {finding}:
            return self._among(estimate, status)
        elif status is not Status.ABSENT and self._agreed(estimate):
            return Status.ABSENT
        weighed = self._weighed(estimate, status)
        return None if weighed is Status.ABSENT and self._is_invented(estimate) else weighed

    def _among(self, estimate: Estimate, status: Status | None) -> Status | None:
        """Return what one of several things that were asked is."""
        if status and status.counts:
            doubtful = self._is_doubtful(estimate, status)
            return self._doubt(estimate.finding) if doubtful else status
        if status is None and self._denied_with_others(estimate):
            return Status.ABSENT
        weighed = self._weighed(estimate, status)
        if weighed is Status.ABSENT and self._is_left_open(estimate):
            return None
        doubted = status is None and weighed is Status.UNCERTAIN
        return self._doubt(estimate.finding) if doubted else weighed

    def _weighed(self, estimate: Estimate, status: Status | None) -> Status | None:
        weighed = _status(status, estimate, self.limits, self._raised(estimate.finding))
        if weighed is None and self._may_be_the_injury(estimate):
            return Status.UNCERTAIN
        return weighed

    def _raised(self, finding: str) -> float:
        """Return from which probability a denial by the rules is in doubt."""
        if self.asked == {finding}:
            return self.limits.retracted.of(finding)
        return self.limits.among if finding in EMERGENCIES & self.asked else self.limits.raised

    def _is_left_open(self, estimate: Estimate) -> bool:
        """Say whether words beside the denial of several things may tell of an emergency.

        Who is well is seldom asked again for it: of 820 denials of simulated patients in their
        own words the opinion took ten for so likely told.
        """
        beside = self.own_words and len(self.heard.words) > FEW
        emergency = estimate.finding in EMERGENCIES
        return beside and emergency and estimate.counts >= self.limits.again

    def _doubt(self, finding: str) -> Status | None:
        """Return what is read of one of several things where the opinion alone doubts it.

        In a conversation that is nothing, so that it is asked again; an emergency is at once
        in doubt, and asked before all else.
        """
        again = self.limits.most is Status.UNCERTAIN and finding not in EMERGENCIES
        return None if again else Status.UNCERTAIN

    def _is_doubtful(self, estimate: Estimate, status: Status) -> bool:
        """Say whether words that tell of one of several things deny it to the opinion.

        Of what is told by its place in the list the opinion knows nothing.
        """
        found = self.heard.found
        in_words = any(one.finding == estimate.finding and one.role == "present" for one in found)
        return status is Status.PRESENT and in_words and hardly(estimate)

    @cached_property
    def denies_rest(self) -> bool:
        """Say whether rules and opinion take the answer to deny all that it does not name."""
        denied = [one for one in self.opinions.findings if one.finding in self.heard.may_deny]
        return all(one.absent >= AGREED_ON_ALL.of(one.finding) for one in denied)

    @property
    def own_words(self) -> bool:
        """Say whether it answers in its own words, without a yes, a no or a maybe for all."""
        return self.heard.reading.answer is None

    def leans(self, finding: str) -> bool:
        """Say whether what it seems to say of a finding is remembered.

        Beside a no, words that were not understood may be about an emergency.
        """
        return self.own_words and not (self.heard.left_open and finding in EMERGENCIES)

    def _may_be_the_injury(self, estimate: Estimate) -> bool:
        """Say whether an injury is told of, and this size of it may well be meant."""
        if estimate.finding not in INJURIES:
            return False
        injuries = [one for one in self.opinions.findings if one.finding in INJURIES]
        surely = sum(one.counts for one in injuries) >= INJURED
        known = self.heard.reading.findings
        doubted = any(
            known.get(one.finding) is Status.PRESENT and one.present < self.limits.upheld
            for one in injuries
        )
        return doubted or (surely and estimate.counts >= OF_SIZE)

    def _is_invented(self, estimate: Estimate) -> bool:
        """Say whether a denial of what nobody asked about is none to the opinion."""
        unasked = estimate.finding not in self.asked
        return unasked and estimate.absent < self.limits.denied.of(estimate.finding)

    def leaning(self, estimate: Estimate) -> float:
        """Return how likely this answer, and those to the same question before, deny a finding."""
        before = self.before.leaning.get(estimate.finding, EVEN)
        among = len(self.asked) > 1 and estimate.finding in EMERGENCIES
        most = SUREST_AMONG if among else SUREST
        return _together(before, min(max(_denial(estimate), 1 - SUREST), most))

    def _agreed(self, estimate: Estimate) -> bool:
        """Say whether rules and opinion both take the answer to one question for a denial."""
        finding = estimate.finding
        if self.heard.may_deny != {finding}:
            return False
        return estimate.absent >= AGREED.of(finding) or self._again(estimate, AGREED_AGAIN)

    def _denied_with_others(self, estimate: Estimate) -> bool:
        """Say whether one of several things asked is denied in words that no rule knows."""
        finding = estimate.finding
        left_open = self.heard.left_open and finding in EMERGENCIES
        denied = self.heard.reading.answer in {None, "no"} and not left_open
        may = denied and finding in self.heard.may_deny
        return (may and self.denies_rest) or self._again(estimate, AGREED_AMONG)

    def _again(self, estimate: Estimate, least: Least) -> bool:
        """Say whether this answer and those before it deny, by the opinion, as surely as this."""
        again = estimate.finding in self.before.leaning and _denial(estimate) > EVEN
        return self.own_words and again and self.leaning(estimate) >= least.of(estimate.finding)


def hardly(estimate: Estimate) -> bool:
    """Say whether what the rules read as told among several things is hardly so."""
    return estimate.present < HARDLY and estimate.absent >= EVEN


def _denial(estimate: Estimate) -> float:
    """Return how much an answer speaks for a denial; what says nothing speaks for neither."""
    silent = estimate.shares[0]
    return estimate.absent + silent / 2


def _together(one: float, other: float) -> float:
    """Return how likely a denial is by two answers, each of which says this (Bayes, even odds)."""
    both = one * other
    return both / (both + (1 - one) * (1 - other))


def _status(
    status: Status | None, estimate: Estimate, limits: Limits, raised: float
) -> Status | None:
    """Return what one finding is, given what the rules read: never lower, never absent.

    `raised` is the probability from which a denial is in doubt.
    """
    present, counts = estimate.present, estimate.counts
    match status:
        case Status.PRESENT:
            return status if present >= limits.upheld else Status.UNCERTAIN
        case Status.UNCERTAIN:
            return Status.PRESENT if present >= limits.confirmed else status
        case Status.ABSENT if present >= limits.overruled:
            return limits.most
        case Status.ABSENT:
            return Status.UNCERTAIN if present >= raised else status
        case _ if present >= limits.present:
            return limits.most
        case _ if counts >= limits.doubt:
            return Status.UNCERTAIN
    return status
