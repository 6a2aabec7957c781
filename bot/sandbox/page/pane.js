// The panes at the right, which on a narrow window cover the page.

import { el } from './dom.js';
import { icon } from './icons.js';
import { narrow } from './navigation.js';

const panes = document.getElementById('panes');
const covered = [document.getElementById('main'), document.getElementById('sidebar')];

/** A pane's head: its title and its close button. */
export function paneHead(id, title, close) {
  return el(
    'header.pane-head',
    {},
    el('h2', { id }, title),
    el(
      'button.ghost',
      {
        type: 'button',
        'aria-label': `Close ${title.toLowerCase()}`,
        onclick: close,
      },
      icon('close'),
    ),
  );
}

/** Shows or hides a pane. */
export function showPane(pane, open) {
  pane.hidden = !open;
  if (open && narrow.matches) {
    for (const other of panes.children) if (other !== pane) other.classList.add('behind');
  }
  if (open) pane.classList.remove('behind');
  settle();
}

// Makes what a pane covers unreachable.
function settle() {
  const open = [...panes.children].filter((pane) => !pane.hidden);
  const front = open.find((pane) => !pane.classList.contains('behind')) ?? open[0];
  front?.classList.remove('behind');
  panes.classList.toggle('both', open.length > 1);
  panes.hidden = !open.length;
  const covering = narrow.matches && open.length > 0;
  const [main, sidebar] = covered;
  main.inert = covering || (narrow.matches && sidebar.classList.contains('open'));
  sidebar.inert = narrow.matches && (covering || !sidebar.classList.contains('open'));
  for (const pane of open) pane.inert = covering && pane !== front;
}

narrow.addEventListener('change', settle);
