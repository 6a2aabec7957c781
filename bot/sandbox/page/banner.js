// The banner of the knowledge's problems, and notices of a new revision.

import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { counted, problem } from './problems.js';
import { on, state } from './store.js';
import { toast } from './toast.js';

const FEW = 5;
const banner = document.getElementById('banner');
let all = false;
let shown = '';

/** Listens to the knowledge. */
export function startBanner() {
  on('knowledge', ({ before }) => {
    const { knowledge } = state;
    if (!knowledge) return;
    draw();
    if (!before) return;
    const hadProblems = before.problems.length > 0;
    const has = knowledge.problems.length > 0;
    if (hadProblems && !has) toast(`Knowledge fixed: revision ${knowledge.revision} serves`);
    else if (!has && before.revision !== knowledge.revision) toast(`Serving revision ${knowledge.revision}`);
  });
}

function draw() {
  const { problems } = state.knowledge;
  if (!problems.length) {
    all = false;
    shown = '';
    banner.replaceChildren();
    return;
  }
  // What is drawn anew is announced anew.
  const key = JSON.stringify([problems, all]);
  if (key === shown) return;
  shown = key;
  const rest = problems.length - FEW;
  fill(
    banner,
    el(
      'div.problems',
      { role: 'alert' },
      icon('warning'),
      el(
        'div',
        {},
        el('p', {}, el('strong', {}, `${counted(problems)} in the knowledge`), ': what was served before goes on being served'),
        el('ul', { tabindex: '-1' }, (all ? problems : problems.slice(0, FEW)).map(problem)),
        rest > 0 && el('button.more', { type: 'button', onclick: toggle }, all ? 'Show fewer' : `and ${rest} more`),
      ),
    ),
  );
}

function toggle() {
  all = !all;
  draw();
  banner.querySelector(all ? 'ul' : '.more').focus({ preventScroll: true });
}
