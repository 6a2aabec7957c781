// The problems that keep the knowledge from being served; once it is fixed, the sandbox's own page replaces this one.

import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { counted, problem } from './problems.js';
import { applyTheme } from './theme.js';

const SECONDS = 1;
let shown = '';

applyTheme();
look();

async function look() {
  try {
    const answer = await fetch('/sandbox/problems', { cache: 'no-store' });
    if (answer.status === 404) location.reload(); // the sandbox is there
    else if (answer.ok) draw(await answer.json());
  } catch {
    // The server is starting anew, or was stopped.
  }
  setTimeout(look, SECONDS * 1000);
}

function draw(problems) {
  // What is drawn anew is announced anew.
  const key = JSON.stringify(problems);
  if (key === shown) return;
  shown = key;
  fill(
    document.getElementById('banner'),
    el(
      'div.problems',
      { role: 'alert', tabindex: '0' },
      icon('warning'),
      el(
        'div',
        {},
        el('p', {}, el('strong', {}, `${counted(problems)} in the knowledge`), ': the sandbox opens here once they are fixed'),
        el('ul', {}, problems.map(problem)),
      ),
    ),
  );
}
