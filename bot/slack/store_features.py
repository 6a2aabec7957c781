"""What is added where there is a store and a base to write to: curating, and the readers' loop."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from slack_bolt.async_app import AsyncApp

from bot.domain.watching import TOLD
from bot.search import Index
from bot.services import AllDuties, Asker, Duties, Responder
from bot.services.curating import Base, Drafting, Histories, People, Reviewing
from bot.services.defaults import ChannelDefaults
from bot.services.limits import Limiting, Rate
from bot.services.loop import DIGEST, WATCHED, Digests, Following, Gaps, Personal, Reading, UsageRecorder, Watching
from bot.slack import curating, gate, loop
from bot.slack.addresses import Addresses
from bot.slack.background import Background
from bot.slack.composing import MessageComposer
from bot.slack.desk import Desk
from bot.slack.gap_messages import GapMessages
from bot.slack.gate import Gate
from bot.slack.home import HomeBlocks, Homes
from bot.slack.loop_desk import LoopDesk
from bot.slack.loop_duties import LoopDuties
from bot.slack.mailing import Mailing
from bot.slack.reviews import Reviews
from bot.slack.typed import TypedActs
from bot.slack.workspaces import Workspaces
from bot.store import Store
from bot.store.curation import Curation
from bot.store.loop import Loop


@dataclass(frozen=True, slots=True)
class StoreServices:
    """What the store is read and written by: rows of curators, readers and channels, and the usage recorder."""

    store: Store
    base: Base
    curation: Curation
    loop: Loop
    usage_recorder: UsageRecorder
    defaults: ChannelDefaults


@dataclass(frozen=True, slots=True)
class StoreFeatures:
    """What else the app has with a store: typed acts, blocks of the App Home, and the leader's duties.

    `is_curator` says whether a private reply is for somebody who curates.
    """

    gate: Gate
    typed: TypedActs
    is_curator: Callable[[Asker], bool]
    home: Sequence[HomeBlocks]
    duties: Duties


def to_store_services(store: Store, base: Base, today: Callable[[], date]) -> StoreServices:
    """Return what the store is read and written by."""
    curation, loop_rows = Curation(store), Loop(store)
    return StoreServices(
        store, base, curation, loop_rows, UsageRecorder(loop_rows, curation, today), ChannelDefaults(curation)
    )


def add_store_features(
    app: AsyncApp,
    services: StoreServices,
    *,
    responder: Responder,
    current: Callable[[], Index],
    today: Callable[[], date],
    admins: Iterable[str],
    addresses: Addresses,
    workspaces: Workspaces,
    background: Background,
    secret: str,
    rate: Rate,
) -> StoreFeatures:
    """Register what curators and readers do, and return what the rest of the app needs of it."""
    curation, store = services.curation, services.loop
    people = People(curation, admins)
    drafting = Drafting(curation, people, services.base, current, today)
    reviewing = Reviewing(curation, people, drafting, services.base)
    reviews = Reviews(reviewing, people, workspaces, today)
    histories = Histories(curation, people, services.base, current)
    homes = Homes(responder)
    desk = Desk(responder, people, drafting, reviewing, histories, reviews, homes, background)
    curating.register(app, desk, responder, addresses, background)

    clock = services.store.clock
    digests = Digests(store, curation, current, today, clock)
    composer = MessageComposer(store, curation, digests, current, today, responder.picture)
    watching = Watching(store, current, clock)
    gap_messages = GapMessages(store, curation, workspaces, lambda: current().snapshot, today)
    loop_desk = LoopDesk(
        loop=store,
        responder=responder,
        reading=Reading(store, current, today, secret, clock),
        gaps=Gaps(store, people, current, today),
        watching=watching,
        personal=Personal(store, secret),
        people=people,
        drafting=drafting,
        gap_messages=gap_messages,
        homes=homes,
        background=background,
        clock=clock,
    )
    homes.more += [desk.home_blocks, loop_desk.home_blocks]
    loop.register(app, loop_desk, addresses, background)
    mailing = Mailing(
        store,
        workspaces,
        {TOLD: composer.to_gap_closed, DIGEST: composer.to_digest, WATCHED: composer.to_watched},
        {DIGEST: composer.hand_over},
        clock,
    )
    following = Following(store, curation, services.base, current, today)
    loop_duties = LoopDuties(services.usage_recorder, following, digests, watching, gap_messages, mailing)
    limiting = Limiting(curation, people, rate)
    gate.register(app, limiting, services.defaults, responder, addresses, background)
    return StoreFeatures(
        gate=Gate(limiting, workspaces, addresses, background),
        typed=TypedActs(
            lambda text: curating.find_typed(text, desk, responder),
            lambda text: loop.find_typed(text, loop_desk, responder),
            addresses=addresses,
            workspaces=workspaces,
            background=background,
        ),
        is_curator=people.is_curator,
        home=homes.more,
        duties=AllDuties(limiting, services.defaults, reviews, loop_duties),
    )
