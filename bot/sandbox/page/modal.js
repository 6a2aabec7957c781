// Modals: the stack of views, of which the topmost is shown.

import { ask, post } from './client.js';
import { blocksHolder, showBlocks } from './blocks.js';
import { el, fill, set, uid } from './dom.js';
import { avatar } from './avatars.js';
import { icon } from './icons.js';
import { textObject } from './mrkdwn.js';
import { on, state } from './store.js';
import { Surface } from './surface.js';
import { rescueToasts, toast } from './toast.js';

const stack = new Map(); // view id → Modal
let opener = null;

/** Listens. */
export function startModals() {
  on('state modals', draw);
}

function draw() {
  const ids = new Set(state.modals.map(({ id }) => id));
  if (!stack.size && ids.size) opener = document.activeElement;
  for (const [id, modal] of stack) {
    if (ids.has(id)) continue;
    modal.remove();
    stack.delete(id);
  }
  for (const view of state.modals) {
    if (!stack.has(view.id)) stack.set(view.id, new Modal(view));
    stack.get(view.id).update(view);
  }
  const top = state.modals.at(-1)?.id;
  for (const [id, modal] of stack) if (id !== top) modal.hide();
  if (top) stack.get(top).show();
  else if (opener) {
    if (opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }
}

class Modal {
  constructor(view) {
    this.id = view.id;
    this.surface = new Surface({ view: view.id });
    this.surface.onTouch = (blockId) => this.#clear(blockId);
    this.errors = new Map();
    const titleId = uid('title');
    this.title = el('h2', { id: titleId });
    this.holder = blocksHolder();
    this.body = el('div.dialog-body', { tabindex: '0' }, this.holder);
    this.foot = el('div.dialog-foot');
    this.cross = el(
      'button.ghost',
      { type: 'button', 'aria-label': 'Close', onclick: () => this.#close() },
      icon('close'),
    );
    this.form = el(
      'form',
      { novalidate: true, onsubmit: (event) => this.#submit(event) },
      el('header.dialog-head', {}, avatar(state.bot, 'small'), this.title, this.cross),
      this.body,
      this.foot,
    );
    this.dialog = el('dialog.modal', { 'aria-labelledby': titleId, dataset: { view: view.id } }, this.form);
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.#close();
    });
    document.body.append(this.dialog);
  }

  update(view) {
    this.view = view;
    fill(this.title, view.title ? textObject(view.title) : 'azrel');
    this.dialog.dataset.callbackId = view.callback_id ?? '';
    const scrolled = this.body.scrollTop;
    const beginning = beginningOf(view.blocks);
    const isTurned = this.beginning !== undefined && this.beginning !== beginning;
    this.beginning = beginning;
    showBlocks(this.holder, view.blocks, this.surface);
    this.body.scrollTop = isTurned ? 0 : scrolled;
    if (isTurned && this.dialog.open && !this.dialog.contains(document.activeElement)) this.body.focus();
    this.#mark();
    const submit = view.submit && textObject(view.submit).textContent;
    const close = view.close ? textObject(view.close).textContent : submit ? 'Cancel' : 'Close';
    const key = JSON.stringify([submit, close]);
    if (key === this.feet) return;
    this.feet = key;
    this.submitButton = submit ? el('button.button.primary', { type: 'submit' }, submit) : null;
    fill(this.foot, el('button.button', { type: 'button', onclick: () => this.#close() }, close), this.submitButton);
  }

  show() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    const field = this.holder.querySelector('input:not([type=hidden]), textarea');
    // A window opens at its head: a field below what is seen of it waits.
    const isSeen = field && field.getBoundingClientRect().bottom <= this.body.getBoundingClientRect().bottom;
    const first = this.dialog.querySelector('[autofocus]') ?? (isSeen ? field : this.body);
    // A list that opens by itself would cover the form.
    first.focus();
  }

  hide() {
    rescueToasts(this.dialog);
    if (this.dialog.open) this.dialog.close();
  }

  remove() {
    this.hide();
    this.dialog.remove();
  }

  async #close() {
    if (this.closing) return;
    this.closing = true;
    await ask('close', { view: this.id });
    this.closing = false;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.form.getAttribute('aria-busy') === 'true' || !this.view.submit) return;
    this.errors = this.#missing();
    if (this.errors.size) {
      this.#mark();
      this.#focusError();
      return;
    }
    this.form.setAttribute('aria-busy', 'true');
    const button = this.submitButton;
    set(button, 'disabled', true);
    const answer = await post('submit', { view: this.id, values: this.surface.values() });
    this.form.removeAttribute('aria-busy');
    set(button, 'disabled', false);
    if (!answer.ok) {
      toast(answer.error, 'error');
      return;
    }
    this.errors = new Map(Object.entries(answer.errors ?? {}));
    this.#mark();
    if (this.errors.size) this.#focusError();
  }

  #missing() {
    const found = new Map();
    for (const [index, block] of this.view.blocks.entries()) {
      if (block.type !== 'input') continue;
      const blockId = String(block.block_id ?? `block-${index}`);
      const { type, action_id: actionId, max_length: most, min_length: least } = block.element;
      const value = this.surface.valueOf(blockId, String(actionId ?? 'action-0'));
      if (!value) continue;
      const { type: _, ...chosen } = value;
      const content = Object.values(chosen)[0];
      const empty =
        content === null || content === undefined || content.length === 0 || (content.trim && !content.trim());
      if (empty && !block.optional) found.set(blockId, 'Please complete this required field.');
      else if (!empty && type === 'plain_text_input' && content.length < least)
        found.set(blockId, `At least ${least} characters, please.`);
      else if (!empty && type === 'plain_text_input' && content.length > most)
        found.set(blockId, `At most ${most} characters, please.`);
    }
    return found;
  }

  #mark() {
    const unplaced = new Map(this.errors);
    for (const block of this.holder.children) {
      block.querySelector(':scope > .error')?.remove();
      const control = block.querySelector('.text-input');
      const words = this.errors.get(block.dataset.blockId);
      unplaced.delete(block.dataset.blockId);
      if (!control) continue;
      const described = (control.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .filter((id) => id && !id.startsWith('error-'));
      set(control, 'aria-invalid', words ? 'true' : null);
      if (words) {
        const error = el('p.error', { id: uid('error') }, String(words));
        block.append(error);
        described.push(error.id);
      }
      set(control, 'aria-describedby', described.length ? described.join(' ') : null);
    }
    for (const [blockId, words] of unplaced) {
      toast(`${blockId}: ${words}`, 'error');
      this.errors.delete(blockId);
    }
  }

  #focusError() {
    const control = this.holder.querySelector('[aria-invalid="true"]');
    control?.focus();
    control?.scrollIntoView({ block: 'center' });
  }

  #clear(blockId) {
    if (this.errors.delete(blockId)) this.#mark();
  }
}

// The first block, and the line of facts below the first divider, both without the ids that change each time.
function beginningOf(blocks) {
  const line = blocks.findIndex(({ type }) => type === 'divider') + 1;
  return JSON.stringify([blocks[0], blocks[line]], (name, value) => (name === 'block_id' ? undefined : value));
}
