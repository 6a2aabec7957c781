// Going about: which channel, tab and thread is open, and what of the page is covered by an overlay.

import { ask } from './client.js';
import { channel, directMessage, emit, state, ui } from './store.js';

/** Whether the window is so narrow that sidebar and panes lie over the messages. */
export const narrow = matchMedia('(max-width: 720px)');

/** Opens a channel (or the direct message). */
export function openChannel(id) {
  go(id, 'messages');
  if (channel(id)?.kind === 'im') ask('home', { tab: 'messages' });
}

/** Opens the app's Home tab. */
export function openHome() {
  const im = directMessage();
  if (!im || !state.has_home) return;
  go(im.id, 'home');
  ask('home', { tab: 'home' });
}

function go(id, tab) {
  if (id !== ui.channel) ui.thread = null;
  ui.channel = id;
  ui.tab = tab;
  ui.unread.delete(id);
  const hash = tab === 'home' ? '#home' : `#${id}`;
  if (location.hash !== hash) history.pushState(null, '', hash);
  emit('place');
}

/** Opens what the address names, else the first channel; stays where the viewer is if that is still there. */
export function openFromAddress() {
  const named = decodeURIComponent(location.hash.slice(1));
  if (named === 'home' && state.has_home && directMessage()) {
    if (ui.tab !== 'home') openHome();
    else emit('place');
    return;
  }
  const wanted = [named, ui.channel].find((id) => channel(id)) ?? state.channels[0]?.id ?? null;
  if (wanted === ui.channel && ui.tab === 'messages') emit('place');
  else if (wanted) openChannel(wanted);
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
