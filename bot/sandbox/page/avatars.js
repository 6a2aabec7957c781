// Faces: the bot's mark, coloured initials for everybody else.

import { el } from './dom.js';
import { person, state } from './store.js';

const COLOURS = 8;

/** A person's avatar (decorative: the name is beside it). */
export function avatar(id, size = '') {
  const classes = size ? `.${size}` : '';
  if (id === state.bot)
    return el(`img.avatar${classes}`, { src: new URL('./icon.svg', import.meta.url).href, alt: '' });
  const name = person(id)?.name ?? id ?? '?';
  const sum = [...String(id)].reduce((total, character) => (total * 31 + character.codePointAt(0)) % 9973, 7);
  return el(`span.avatar.tint-${sum % COLOURS}${classes}`, { 'aria-hidden': 'true' }, initials(name));
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => [...word][0]) : [[...words[0]][0]];
  return letters.join('').toLocaleUpperCase();
}
