// Boxes to tick.

import { actionOf, send } from './controls.js';
import { el, set } from './dom.js';
import { textObject } from './mrkdwn.js';

/** A checkboxes element: a group of boxes, each with its words beside it. */
export function checkboxes(element, at) {
  const initial = { type: element.type, selected_options: element.initial_options ?? [] };
  const values = new Set(element.options.map(({ value }) => value));
  const field = at.surface.field(at.blockId, at.actionId, initial, (kept) =>
    kept.selected_options.every(({ value }) => values.has(value)),
  );
  const chosen = new Set(field.value.selected_options.map(({ value }) => value));
  const boxes = element.options.map((option) =>
    el('input', { type: 'checkbox', checked: chosen.has(option.value), onchange: change }),
  );
  function change() {
    const selected = element.options.filter((_, index) => boxes[index].checked);
    field.set({ selected_options: selected });
    if (at.dispatch) send(element, at, node, actionOf(element, at, { selected_options: selected }));
  }
  const node = el(
    'div.checkboxes',
    { role: 'group', id: at.controlId, 'aria-labelledby': at.labelledBy },
    element.options.map((option, index) =>
      el(
        'label.checkbox',
        {},
        boxes[index],
        el(
          'span',
          {},
          textObject(option.text),
          option.description && el('span.menu-description', {}, textObject(option.description)),
        ),
      ),
    ),
  );
  set(node, 'aria-describedby', at.describedBy);
  return node;
}
