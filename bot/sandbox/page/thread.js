// The thread's pane.

import { Composer } from './composer.js';
import { el, fill } from './dom.js';
import { focusComposer } from './channel.js';
import { MessageList } from './messagelist.js';
import { paneHead, showPane } from './pane.js';
import { closeThread } from './navigation.js';
import { channel, channelName, keyOf, on, replies, state, ui } from './store.js';

const pane = document.getElementById('thread');
const scroller = el('section.scroller', {
  role: 'log',
  'aria-live': 'off',
  'aria-label': 'Messages in the thread',
  tabindex: '0',
});
const composerRoot = el('div.composer');
const where = el('p.thread-where');
let list = null;
let composer = null;
let shown = null;

/** Builds the pane and listens. */
export function startThread() {
  fill(pane, paneHead('thread-title', 'Thread', close), where, scroller, composerRoot);
  list = new MessageList(scroller, { inThread: true });
  composer = new Composer(composerRoot, () => ({
    key: `${state.me} ${ui.channel} ${ui.thread}`,
    channel: ui.channel,
    thread: ui.thread,
    label: 'Reply in thread',
  }));
  pane.addEventListener('keydown', (event) => event.key === 'Escape' && !event.defaultPrevented && close());
  on('thread', () => {
    draw(null);
    if (ui.thread) composer.focus();
  });
  on('navigation state', () => draw(null));
  on('messages', draw);
}

function close() {
  const ts = ui.thread;
  closeThread();
  const parent = document.querySelector(`#messages .message[data-ts="${CSS.escape(ts)}"] .replies`);
  if (parent) parent.focus();
  else focusComposer();
}

function draw(arrived) {
  const root = ui.thread && ui.tab === 'messages' && state.messages.get(keyOf({ channel: ui.channel, ts: ui.thread }));
  if (pane.hidden !== !root) {
    list.quiet();
    showPane(pane, Boolean(root));
  }
  if (!root) return;
  const key = `${state.me} ${ui.channel} ${ui.thread}`;
  if (key !== shown) list.clear();
  shown = key;
  where.textContent = channelName(channel(ui.channel));
  composer.refresh();
  list.show([root, ...replies(ui.channel, ui.thread)], () => [], arrived);
}
