// Slack's confirmation dialog.

import { el, uid } from './dom.js';
import { textObject } from './mrkdwn.js';
import { rescueToasts } from './toast.js';

/** Asks; true if the person goes on. */
export function confirmed(confirm) {
  return new Promise((resolve) => {
    const titleId = uid('title');
    const textId = uid('text');
    const answer = (yes) => {
      rescueToasts(dialog);
      dialog.close();
      dialog.remove();
      resolve(yes);
    };
    const words = (object, otherwise) => (object ? textObject(object) : otherwise);
    const kind = confirm.style === 'danger' ? 'danger' : 'primary';
    const dialog = el(
      'dialog.confirm',
      { role: 'alertdialog', 'aria-labelledby': titleId, 'aria-describedby': textId },
      el('h2', { id: titleId }, words(confirm.title, 'Are you sure?')),
      el('div.text', { id: textId }, words(confirm.text, '')),
      el(
        'div.dialog-foot',
        {},
        el('button.button', { type: 'button', onclick: () => answer(false) }, words(confirm.deny, 'Cancel')),
        el(
          `button.button.${kind}`,
          { type: 'button', autofocus: true, onclick: () => answer(true) },
          words(confirm.confirm, 'Yes'),
        ),
      ),
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      answer(false);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
