// The sidebar: the workspace, who the viewer is, channels, direct messages, the app.

import { avatar } from './avatars.js';
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { narrow, openChannel, openHome } from './navigation.js';
import { on, person, state, ui } from './store.js';
import { themeToggle } from './theme.js';

const sidebar = document.getElementById('sidebar');
const shade = document.getElementById('shade');
const main = document.getElementById('main');
const toggle = themeToggle(el('button.ghost', { type: 'button' }));
const close = el(
  'button.ghost.only-narrow',
  { type: 'button', 'aria-label': 'Close the sidebar', onclick: () => drawer(false) },
  icon('close'),
);
const who = el('select.who', { id: 'who', 'aria-label': 'You are' });
const lists = el('div.lists');
let opener = null;

/** Builds the sidebar; onSwitch gets the person whom the viewer chooses. */
export function startSidebar(onSwitch) {
  who.addEventListener('change', () => onSwitch(who.value));
  shade.addEventListener('click', () => drawer(false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && sidebar.classList.contains('open')) drawer(false);
  });
  narrow.addEventListener('change', () => drawer(false));
  on('state channels navigation messages', draw);
  on('navigation', () => drawer(false));
  drawer(false);
}

/** The button that opens the sidebar where it is a drawer. */
export function drawerButton() {
  opener = el(
    'button.ghost.only-narrow',
    {
      type: 'button',
      'aria-label': 'Open the sidebar',
      'aria-expanded': 'false',
      'aria-controls': 'sidebar',
      onclick: () => drawer(true),
    },
    icon('menu'),
  );
  return opener;
}

function drawer(open) {
  const inside = sidebar.contains(document.activeElement);
  sidebar.classList.toggle('open', open);
  sidebar.inert = narrow.matches && !open;
  main.inert = narrow.matches && open;
  shade.hidden = !(narrow.matches && open);
  opener?.setAttribute('aria-expanded', String(open));
  if (open) (sidebar.querySelector('[aria-current]') ?? close).focus();
  else if (inside && narrow.matches) opener?.focus();
}

function draw() {
  if (!state.ready) return;
  const focused = lists.contains(document.activeElement) ? document.activeElement.dataset.to : null;
  const humans = state.people.filter(({ is_bot: isBot }) => !isBot);
  if (document.activeElement !== who)
    fill(
      who,
      humans.map(({ id, name }) => el('option', { value: id }, name)),
    );
  who.value = state.me;
  const open = state.channels.filter(({ kind }) => kind !== 'im');
  const direct = state.channels.filter(({ kind }) => kind === 'im');
  fill(
    lists,
    group(
      'Channels',
      open.map((one) => entry(one.id, icon('hash'), one.name, () => openChannel(one.id))),
    ),
    group(
      'Direct messages',
      direct.map((one) => entry(one.id, avatar(state.bot, 'small'), one.name, () => openChannel(one.id))),
    ),
    state.has_home &&
      group('Apps', [entry('home', avatar(state.bot, 'small'), person(state.bot)?.name ?? 'App', openHome, 'Home')]),
  );
  if (!sidebar.firstChild) {
    sidebar.append(
      el('div.workspace', {}, el('p.team', {}, state.team), toggle, close),
      el('label.who-row', {}, el('span', {}, 'You are'), who),
      lists,
    );
  }
  sidebar.querySelector('.team').textContent = state.team;
  if (focused) lists.querySelector(`[data-to="${CSS.escape(focused)}"]`)?.focus();
}

function group(name, entries) {
  return entries.length
    ? el(
        'section',
        { 'aria-label': name },
        el('h2', {}, name),
        el(
          'ul',
          {},
          entries.map((one) => el('li', {}, one)),
        ),
      )
    : null;
}

function entry(to, mark, name, open, note) {
  const current = ui.tab === 'home' ? to === 'home' : to === ui.channel;
  const unread = ui.unread.has(to) && !current;
  return el(
    unread ? 'button.entry.unread' : 'button.entry',
    { type: 'button', dataset: { to }, 'aria-current': current ? 'page' : null, onclick: open },
    mark,
    el('span.name', {}, name),
    note && el('span.entry-note', {}, note),
    unread && el('span.dot', {}, el('span.hidden', {}, ' unread')),
  );
}
