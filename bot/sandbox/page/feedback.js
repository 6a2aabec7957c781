// The pair of buttons to vote on an answer.

import { actionOf, send } from './controls.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { wordsOf } from './mrkdwn.js';
import { state } from './store.js';

// What each person has pressed, for as long as the page is open: Slack, too, marks it without a request to the app.
const pressed = new Map();

/** A feedback_buttons element: two icons, of which the one that was pressed last stays marked. */
export function feedbackButtons(element, at) {
  const key = JSON.stringify([state.me, at.surface.message, at.blockId, at.actionId]);
  const pairs = [
    [element.positive_button, 'up'],
    [element.negative_button, 'down'],
  ];
  const buttons = pairs.map(([one, sign]) =>
    el(
      'button.ghost.vote',
      {
        type: 'button',
        title: wordsOf(one.text),
        'aria-label': one.accessibility_label ?? wordsOf(one.text),
        onclick: (event) => {
          pressed.set(key, one.value);
          mark();
          send(element, at, event.currentTarget, actionOf(element, at, { text: one.text, value: one.value }));
        },
      },
      icon(`thumb-${sign}`),
    ),
  );
  function mark() {
    for (const [index, [one]] of pairs.entries()) {
      buttons[index].setAttribute('aria-pressed', pressed.get(key) === one.value ? 'true' : 'false');
    }
  }
  mark();
  return el('div.votes', { role: 'group', 'aria-label': 'Feedback' }, buttons);
}
