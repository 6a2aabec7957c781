// Navigation: the channel, tab and thread that are open, and the address that names them.

import { ask } from './client.js';
import { channel, directMessage, emit, state, ui } from './store.js';

/** Whether the window is so narrow that sidebar and panes lie over the messages. */
export const narrow = matchMedia('(max-width: 720px)');

const HOME = 'home';
const DIRECT = /^D/; // so begin the ids of direct messages, of which everybody has another

/** Opens a channel (or the direct message). */
export function openChannel(id, options) {
  go(id, 'messages', options);
  if (channel(id)?.kind === 'im') ask('home', { tab: 'messages' });
}

/** Opens the app's Home tab. */
export function openHome(options) {
  const im = directMessage();
  if (!im || !state.has_home) return;
  go(im.id, 'home', options);
  ask('home', { tab: 'home' });
}

function go(id, tab, options) {
  if (id !== ui.channel) ui.thread = null;
  ui.channel = id;
  ui.tab = tab;
  ui.unread.delete(id);
  address(tab === 'home' ? HOME : id, options);
  emit('navigation');
}

/** Opens what the address names, else stays where the viewer is, else the first channel; the address follows. */
export function openFromAddress() {
  const named = fromAddress();
  const im = directMessage();
  const replace = { replace: true };
  if (named === HOME && state.has_home && im) {
    if (ui.tab !== 'home' || ui.channel !== im.id) openHome(replace);
    return;
  }
  const ids = [named, DIRECT.test(named) && im?.id, ui.channel, state.channels[0]?.id];
  const wanted = ids.find((id) => channel(id));
  if (!wanted) return;
  if (wanted === ui.channel && ui.tab === 'messages') address(wanted, replace);
  else openChannel(wanted, replace);
}

function fromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

function address(name, { replace = false } = {}) {
  const hash = `#${name}`;
  if (location.hash === hash) return;
  if (replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
}

/** Opens a thread in the pane at the right. */
export function openThread(ts) {
  ui.thread = ts;
  emit('thread');
}

/** Closes the thread's pane. */
export function closeThread() {
  ui.thread = null;
  emit('thread');
}
