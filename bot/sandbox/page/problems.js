// Problems of the knowledge, each with its location.

import { el } from './dom.js';

const LOCATED = /^(.+?:\d+:\d+): (.*)$/s; // path, line and column; a path may have spaces and colons of its own

/** How many there are, in words. */
export function counted(problems) {
  return problems.length === 1 ? '1 problem' : `${problems.length} problems`;
}

/** An item of a list of problems. */
export function problem(text) {
  const match = LOCATED.exec(text);
  return el('li', {}, match ? [el('code', {}, match[1]), ' ', match[2]] : text);
}
