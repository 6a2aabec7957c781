// The sandbox's page: puts the parts together.

import { startBanner } from './banner.js';
import { startChannel } from './channel.js';
import { connect } from './client.js';
import { el, fill } from './dom.js';
import { loadEmoji } from './emoji.js';
import { startHome } from './home.js';
import { startInspector } from './inspector.js';
import { startModals } from './modal.js';
import { openFromAddress } from './navigation.js';
import { startSidebar } from './sidebar.js';
import { on, state, ui } from './store.js';
import { applyTheme } from './theme.js';
import { startThread } from './thread.js';
import { toast } from './toast.js';

const KEY = 'azrel-sandbox-person';
const FIRST = 'U1';
const bar = document.getElementById('link');

applyTheme();
await loadEmoji();
startSidebar(be);
startChannel();
startThread();
startHome();
startInspector();
startBanner();
startModals();
on('notice', (text) => toast(text, 'error'));
on('state', () => {
  sessionStorage.setItem(KEY, state.me);
  document.body.classList.add('ready');
  document.body.ariaBusy = 'false';
  openFromAddress();
});
addEventListener('popstate', () => state.ready && openFromAddress());
connect(sessionStorage.getItem(KEY) ?? FIRST, linked, FIRST);

function be(person) {
  ui.channel = null; // so that the address says where this person is, too
  ui.thread = null;
  ui.inspected = null;
  ui.unread.clear();
  document.body.ariaBusy = 'true'; // until the workspace is known as this person sees it
  connect(person, linked);
}

function linked(up) {
  fill(bar, up ? null : el('p', {}, el('span.spinner', { 'aria-hidden': 'true' }), 'Reconnecting…'));
}
