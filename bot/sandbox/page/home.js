// The app's Home tab.

import { blocksHolder, showBlocks } from './blocks.js';
import { el, fill } from './dom.js';
import { on, state, ui } from './store.js';
import { Surface } from './surface.js';

const panel = document.getElementById('home');
let surface = null;
let holder = null;

/** Listens. */
export function startHome() {
  on('navigation state home', draw);
}

function draw() {
  if (ui.tab !== 'home') return;
  if (!state.home) {
    surface = null;
    fill(
      panel,
      el('p.loading', { role: 'status' }, el('span.spinner', { 'aria-hidden': 'true' }), 'Loading the app’s Home…'),
    );
    return;
  }
  if (surface?.view !== state.home.id || !panel.contains(holder)) {
    surface = new Surface({ view: state.home.id });
    holder = blocksHolder();
    fill(panel, el('h2.hidden', {}, 'App Home'), el('div.home-page', { dataset: { view: state.home.id } }, holder));
  }
  showBlocks(holder, state.home.blocks, surface);
}
