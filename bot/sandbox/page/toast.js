// Short words that go by themselves.

import { el } from './dom.js';
import { icon } from './icons.js';

const STAYS = 6_000;
const ERROR_STAYS = 10_000;

/** Shows a toast: kind is 'notice' or 'error'. */
export function toast(text, kind = 'notice') {
  const box = document.getElementById('toasts');
  // Everything outside an open modal dialog is inert, so there the toasts move into it.
  const host = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (box.parentElement !== host) host.append(box);
  const close = el(
    'button.ghost',
    { type: 'button', 'aria-label': 'Dismiss', onclick: () => one.remove() },
    icon('close'),
  );
  const one = el(`div.toast.${kind}`, { role: kind === 'error' ? 'alert' : 'status' });
  box.append(one);
  one.append(el('p', {}, String(text)), close);
  setTimeout(() => one.remove(), kind === 'error' ? ERROR_STAYS : STAYS);
  while (box.children.length > 4) box.firstElementChild.remove();
}

/** Takes the toasts out of a dialog that is about to go. */
export function rescueToasts(dialog) {
  const box = document.getElementById('toasts');
  if (dialog.contains(box)) document.body.append(box);
}
