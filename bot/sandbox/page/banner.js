// What is wrong with the knowledge, and which revision serves.

import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { on, state } from './store.js';
import { toast } from './toast.js';

const FEW = 5;
const PLACE = /^([^\s:]+(?::\d+){0,2}):\s*(.*)$/s;
const banner = document.getElementById('banner');
let all = false;

/** Listens to the knowledge. */
export function startBanner() {
  on('knowledge', ({ before }) => {
    const { knowledge } = state;
    if (!knowledge) return;
    draw();
    if (!before) return;
    const hadProblems = before.problems.length > 0;
    const has = knowledge.problems.length > 0;
    if (hadProblems && !has) toast(`Knowledge mended: revision ${knowledge.revision} serves`);
    else if (!has && before.revision !== knowledge.revision) toast(`Serving revision ${knowledge.revision}`);
  });
}

function draw() {
  const { problems } = state.knowledge;
  if (!problems.length) {
    all = false;
    banner.replaceChildren();
    return;
  }
  const shown = all ? problems : problems.slice(0, FEW);
  const rest = problems.length - shown.length;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const more =
    rest > 0 &&
    el(
      'button.more',
      {
        type: 'button',
        onclick: () => {
          all = true;
          draw();
          banner.querySelector('ul').focus();
        },
      },
      `and ${rest} more`,
    );
  fill(
    banner,
    el(
      'div.problems',
      { role: 'alert' },
      icon('warning'),
      el(
        'div',
        {},
        el('p', {}, el('strong', {}, `${count} in the knowledge`), ': what was served before goes on being served'),
        el('ul', { tabindex: '-1' }, shown.map(problem)),
        more,
      ),
    ),
  );
}

function problem(text) {
  const match = PLACE.exec(text);
  return el('li', {}, match ? [el('code', {}, match[1]), ' ', match[2]] : text);
}
