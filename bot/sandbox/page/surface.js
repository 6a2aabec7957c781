// What carries blocks (a message or a view): the values of its elements, and the road to the app.

import { ask, post } from './client.js';

/** Holds what is chosen and typed in a message or view, by block_id and action_id, over its updates. */
export class Surface {
  #fields = new Map();
  #touched = new Map();
  constructor({ message = null, view = null }) {
    this.message = message;
    this.view = view;
    this.onTouch = () => {};
  }

  /** An element's field, beginning with what the app asks for unless the person has already changed it. */
  field(blockId, actionId, initial, stillValid = () => true) {
    const key = JSON.stringify([blockId, actionId]);
    const kept = this.#touched.get(key);
    const value = kept && kept.type === initial.type && stillValid(kept) ? kept : initial;
    const field = {
      value,
      set: (changed) => {
        field.value = { type: initial.type, ...changed };
        this.#touched.set(key, field.value);
        this.onTouch(blockId);
      },
    };
    if (!this.#fields.has(blockId)) this.#fields.set(blockId, new Map());
    this.#fields.get(blockId).set(actionId, field);
    return field;
  }

  /** Forgets a block that is drawn anew; for good if it is gone from the app's blocks. */
  forget(blockId, forGood = false) {
    for (const actionId of this.#fields.get(blockId)?.keys() ?? []) {
      if (forGood) this.#touched.delete(JSON.stringify([blockId, actionId]));
    }
    this.#fields.delete(blockId);
  }

  /** Slack's state.values. */
  values() {
    const out = {};
    for (const [blockId, fields] of this.#fields) {
      out[blockId] = Object.fromEntries([...fields].map(([actionId, field]) => [actionId, field.value]));
    }
    return out;
  }

  /** The value of one element as it is now. */
  valueOf(blockId, actionId) {
    return this.#fields.get(blockId)?.get(actionId)?.value ?? null;
  }

  /** Sends an action to the app; the control is busy meanwhile. */
  async act(action, control) {
    if (control.getAttribute('aria-busy') === 'true') return;
    control.setAttribute('aria-busy', 'true');
    await ask('act', { message: this.message, view: this.view, action, values: this.values() });
    control.removeAttribute('aria-busy');
  }

  /** Asks the app for the options of an external select. */
  suggest(blockId, actionId, value) {
    const where = this.view ? { view: this.view } : { message: this.message };
    return post('suggest', { ...where, block_id: blockId, action_id: actionId, value });
  }
}
