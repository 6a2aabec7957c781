// What interactive elements share: their names, and the report of an action to the app.

import { confirmed } from './confirm.js';
import { set } from './dom.js';
import { wordsOf } from './mrkdwn.js';

/** What a picker is called, and what describes it. */
export function naming(element, at) {
  const placeholder = element.placeholder ? wordsOf(element.placeholder) : 'Choose an option';
  return {
    placeholder,
    label: at.label ?? placeholder,
    controlId: at.controlId,
    labelled: Boolean(at.controlId),
    describedBy: at.describedBy,
    required: at.required,
  };
}

/** Gives a control its name and description. */
export function nameControl(node, element, at) {
  if (at.controlId) node.id = at.controlId;
  else node.setAttribute('aria-label', element.placeholder ? wordsOf(element.placeholder) : 'Text');
  set(node, 'aria-describedby', at.describedBy);
  if (at.required) node.setAttribute('aria-required', 'true');
}

/** The action as Slack reports it. */
export function actionOf(element, at, chosen) {
  return { type: element.type, block_id: at.blockId, action_id: at.actionId, ...chosen };
}

/** Sends an action to the app, after the confirmation that it may ask for; true if it was sent. */
export async function send(element, at, node, action, also = () => {}) {
  if (element.confirm && !(await confirmed(element.confirm))) {
    node.focus();
    return false;
  }
  also();
  at.surface.act(action, node.querySelector('input') ?? node);
  return true;
}
