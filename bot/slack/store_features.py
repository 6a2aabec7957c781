"""Features of a bot with a store and a base to write to: curating, the readers' loop, and limits of use."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from slack_bolt.async_app import AsyncApp

from bot.domain.watching import GAP_CLOSED
from bot.search import Index
from bot.services import AllDuties, Asker, Duties, Responder
from bot.services.curating import Base, Drafting, Histories, People, Reviewing
from bot.services.defaults import ChannelDefaults
from bot.services.limits import Limiting, Rate
from bot.services.loop import (
    DIGEST,
    WATCHED,
    Digests,
    GapCloser,
    Gaps,
    PersonalData,
    ReaderFeedback,
    UsageRecorder,
    Watching,
)
from bot.slack import curating, gate, loop
from bot.slack.addresses import Addresses
from bot.slack.admin_actions import AdminActions
from bot.slack.background import Background
from bot.slack.composing import MessageComposer
from bot.slack.curator_home import CuratorHome
from bot.slack.draft_actions import DraftActions
from bot.slack.feedback_actions import FeedbackActions
from bot.slack.gap_actions import GapActions
from bot.slack.gap_messages import GapMessages
from bot.slack.gate import Gate
from bot.slack.home import HomeBlocks, Homes
from bot.slack.loop_duties import LoopDuties
from bot.slack.mailing import Mailing
from bot.slack.review_actions import ReviewActions
from bot.slack.reviews import Reviews
from bot.slack.typed import TypedActs
from bot.slack.watch_actions import WatchActions
from bot.slack.workspaces import Workspaces
from bot.store import Store
from bot.store.curation import Curation
from bot.store.loop import Loop


@dataclass(frozen=True, slots=True)
class StoreServices:
    """The services that read and write the store, and the base that proposals are published to."""

    store: Store
    base: Base
    curation: Curation
    loop: Loop
    usage_recorder: UsageRecorder
    defaults: ChannelDefaults


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The rest of the bot, as far as features with a store use it.

    `current` returns the index that is served, `today` the day of the base. `secret` keys the hashes of voters.
    """

    responder: Responder
    current: Callable[[], Index]
    today: Callable[[], date]
    addresses: Addresses
    workspaces: Workspaces
    background: Background
    secret: str


@dataclass(frozen=True, slots=True)
class StoreFeatures:
    """The parts of these features that the rest of the bot calls.

    `is_curator` returns whether somebody curates, so that a private reply may offer it; `home` has the blocks that
    precede the App Home's own.
    """

    gate: Gate
    typed: TypedActs
    is_curator: Callable[[Asker], bool]
    home: Sequence[HomeBlocks]
    duties: Duties


def to_store_services(store: Store, base: Base, today: Callable[[], date]) -> StoreServices:
    """Return the services that read and write a store."""
    curation, loop_rows = Curation(store), Loop(store)
    recorder = UsageRecorder(loop_rows, curation, today)
    return StoreServices(store, base, curation, loop_rows, recorder, ChannelDefaults(curation))


def add_store_features(
    app: AsyncApp, services: StoreServices, around: Surroundings, *, admins: Iterable[str], rate: Rate
) -> StoreFeatures:
    """Register the listeners of all features with a store, and return the parts that the rest of the bot calls.

    `admins` are user ids; `rate` limits the questions of each person.
    """
    responder, background = around.responder, around.background
    people, homes = People(services.curation, admins), Homes(responder)
    drafting = Drafting(services.curation, people, services.base, around.current, around.today)
    curating_actions, reviews = _add_curating(app, services, around, people, drafting, homes)
    loop_actions, loop_duties = _add_loop(app, services, around, people, drafting, homes)
    limiting = Limiting(services.curation, people, rate)
    gate.register(app, limiting, services.defaults, responder, around.addresses, background)
    return StoreFeatures(
        gate=Gate(limiting, around.workspaces, around.addresses, background),
        typed=TypedActs(
            lambda text: curating.find_typed(text, curating_actions, responder),
            lambda text: loop.find_typed(text, loop_actions.watches, responder),
            addresses=around.addresses,
            workspaces=around.workspaces,
            background=background,
        ),
        is_curator=people.is_curator,
        home=homes.more,
        duties=AllDuties(limiting, services.defaults, reviews, loop_duties),
    )


def _add_curating(
    app: AsyncApp, services: StoreServices, around: Surroundings, people: People, drafting: Drafting, homes: Homes
) -> tuple[curating.CuratingActions, Reviews]:
    """Register curating; return its acts, and the reviews that housekeeping updates."""
    background = around.background
    reviewing = Reviewing(services.curation, people, drafting, services.base)
    reviews = Reviews(reviewing, people, around.workspaces, around.today)
    histories = Histories(services.curation, people, services.base, around.current)
    actions = curating.CuratingActions(
        DraftActions(around.responder, people, drafting, histories, reviews, homes, background),
        ReviewActions(people, reviewing, histories, reviews, background),
        AdminActions(people, drafting),
    )
    homes.more.append(CuratorHome(people, drafting, reviewing).blocks)
    curating.register(app, actions, around.responder, around.addresses, background)
    return actions, reviews


def _add_loop(
    app: AsyncApp, services: StoreServices, around: Surroundings, people: People, drafting: Drafting, homes: Homes
) -> tuple[loop.LoopActions, LoopDuties]:
    """Register the readers' loop; return its acts and its part of housekeeping."""
    current, today, background = around.current, around.today, around.background
    rows, curation, clock = services.loop, services.curation, services.store.clock
    watching = Watching(rows, current, clock)
    gap_messages = GapMessages(rows, curation, around.workspaces, lambda: current().snapshot, today)
    actions = loop.LoopActions(
        FeedbackActions(ReaderFeedback(rows, current, today, around.secret, clock), gap_messages, background),
        GapActions(rows, Gaps(rows, people, current, today), people, drafting, gap_messages, background, clock),
        WatchActions(watching, PersonalData(rows, around.secret), homes, lambda: current().snapshot),
    )
    homes.more += [actions.gaps.home_blocks, actions.watches.home_blocks]
    loop.register(app, actions, around.addresses, background)
    digests = Digests(rows, curation, current, today, clock)
    composer = MessageComposer(rows, curation, digests, current, today, around.responder.picture)
    mailing = Mailing(
        rows,
        around.workspaces,
        {GAP_CLOSED: composer.to_gap_closed, DIGEST: composer.to_digest, WATCHED: composer.to_watched},
        {DIGEST: composer.hand_over},
        clock,
    )
    gap_closer = GapCloser(rows, curation, services.base, current, today)
    return actions, LoopDuties(services.usage_recorder, gap_closer, digests, watching, gap_messages, mailing)
