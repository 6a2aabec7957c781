// The open channel: its header, messages and composer.

import { avatar } from './avatars.js';
import { Composer } from './composer.js';
import { el, fill } from './dom.js';
import { inspectButton } from './inspector.js';
import { MessageList } from './messagelist.js';
import { openChannel, openHome } from './navigation.js';
import { drawerButton } from './sidebar.js';
import { channel, channelName, on, person, repliesByParent, state, topLevel, ui } from './store.js';

const FEW = 4;
const scroller = document.getElementById('messages');
const composerRoot = document.getElementById('composer');
const heading = document.getElementById('conversation');
const tabs = document.getElementById('tabs');
const members = el('p.members');
const badge = el('span.revision');
const tries = el('div.try', { role: 'group', 'aria-label': 'Questions to try', hidden: true });
const list = new MessageList(scroller, {});
const composer = new Composer(
  composerRoot,
  () => ({
    key: `${state.me} ${ui.channel}`,
    channel: ui.channel,
    thread: null,
    label: labelOf(channel(ui.channel)),
  }),
  { shortcuts: true },
);
const working = el('p.working', { role: 'status' });
composerRoot.before(working);
let shown = null;

/** Builds the header and listens. */
export function startChannel() {
  document.getElementById('top').append(drawerButton(), el('div.titles', {}, heading, members), badge, inspectButton());
  on('navigation', () => draw(true));
  on('channels', () => draw(false));
  on('state', () => ui.channel && draw(false));
  on('messages', (arrived) => messages(arrived));
  on('knowledge', revision);
  on('status navigation', status);
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    (ui.tab === 'home' ? document.getElementById('home') : composer).focus();
  });
}

/** Puts the focus into the channel's composer. */
export function focusComposer() {
  composer.focus();
}

function draw(arriving) {
  const one = channel(ui.channel);
  if (!one) return;
  const isHome = ui.tab === 'home';
  const name = channelName(one);
  heading.textContent = name;
  document.title = `${isHome ? `${one.name} Home` : name} – ${state.team}`;
  fill(members, one.kind === 'im' ? 'Direct message with the app' : memberNames(one));
  members.title = one.members.map((id) => person(id)?.name ?? id).join(', ');
  if (arriving) list.quiet();
  scroller.hidden = isHome;
  composerRoot.hidden = isHome;
  document.getElementById('home').hidden = !isHome;
  scroller.setAttribute('aria-label', `Messages in ${name}`);
  drawTabs(one, isHome);
  composer.refresh();
  const key = `${state.me} ${one.id}`;
  if (key !== shown) list.clear();
  shown = key;
  messages(null);
  if (!arriving) return;
  if (isHome) document.getElementById('home').focus({ preventScroll: true });
  else {
    list.toNewest();
    composer.focus();
  }
}

function memberNames(one) {
  const names = one.members.map((id) => person(id)?.name ?? id);
  const rest = names.length - FEW;
  const words = rest > 0 ? [...names.slice(0, FEW), `${rest} more`] : names;
  return `${names.length} ${names.length === 1 ? 'member' : 'members'}: ${words.join(', ')}`;
}

function drawTabs(one, isHome) {
  tabs.hidden = one.kind !== 'im' || !state.has_home;
  if (tabs.hidden) return;
  const tab = (label, current, open) =>
    el(
      'button.tab',
      {
        type: 'button',
        'aria-current': current ? 'page' : null,
        onclick: open,
      },
      label,
    );
  fill(
    tabs,
    tab('Home', isHome, openHome),
    tab('Messages', !isHome, () => openChannel(one.id)),
  );
}

function messages(arrived) {
  const one = channel(ui.channel);
  if (!one || ui.tab === 'home' || (arrived && arrived.channel !== one.id)) return;
  const found = topLevel(one.id);
  const counted = repliesByParent(one.id);
  beginning(one, found.length === 0);
  list.show(found, ({ ts }) => counted.get(ts) ?? [], arrived);
}

function beginning(one, empty) {
  const name = channelName(one);
  const isDirect = one.kind === 'im';
  const bot = person(state.bot)?.name ?? 'the app';
  const key = JSON.stringify([one.id, name, bot]);
  if (list.start.dataset.of !== key) {
    list.start.dataset.of = key;
    fill(
      list.start,
      isDirect ? avatar(state.bot, 'large') : el('span.start-mark', { 'aria-hidden': 'true' }, '#'),
      el('h2', {}, `This is the very beginning of ${isDirect ? `your conversation with ${bot}` : name}`),
      el(
        'p',
        {},
        isDirect
          ? `Ask ${bot} a question in your own words.`
          : `Anybody here can ask ${bot}, with the command or by naming it.`,
      ),
      tries,
    );
  }
  tries.hidden = !empty || !chips(isDirect).length;
  const offered = JSON.stringify([key, chips(isDirect)]);
  if (tries.hidden || tries.dataset.of === offered) return;
  tries.dataset.of = offered;
  fill(
    tries,
    el('p', {}, 'Try one of these, then press Enter:'),
    chips(isDirect).map((text) =>
      el('button.try-chip', { type: 'button', onclick: () => composer.suggest(text) }, text),
    ),
  );
}

function chips(isDirect) {
  if (isDirect) return (state.prompts ?? []).map(({ message }) => message);
  const [command] = state.commands;
  const commanded = command ? state.examples.map((example) => `${command.name} ${example}`) : [];
  const bot = person(state.bot)?.name;
  return bot && state.examples.length ? [...commanded, `@${bot} ${state.examples[0]}`] : commanded;
}

function status() {
  const shownHere = state.status?.text && state.status.channel === ui.channel;
  fill(working, shownHere ? `${person(state.bot)?.name ?? 'The app'} ${state.status.text}` : null);
}

function revision() {
  const { knowledge } = state;
  badge.hidden = !knowledge?.revision;
  if (!knowledge) return;
  fill(badge, el('span.revision-word', {}, 'revision '), String(knowledge.revision));
  badge.title = `${knowledge.title}, revision ${knowledge.revision}`;
}

function labelOf(one) {
  return one ? `Message ${channelName(one)}` : 'Message';
}
