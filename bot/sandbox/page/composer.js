// The composer: completes commands and people, keeps drafts and the last text, and shows why it was not sent.

import { ask, post } from './client.js';
import { el, fill, set, uid } from './dom.js';
import { icon } from './icons.js';
import { Listbox, menuButton } from './popup.js';
import { state } from './store.js';

const TALLEST = 240;

/** A composer; where() says {key, channel, thread, label}, asks for global shortcuts only if `shortcuts`. */
export class Composer {
  #drafts = new Map();
  #last = new Map();
  #failures = new Map();
  constructor(root, where, { shortcuts = false } = {}) {
    this.where = where;
    this.key = null;
    const inputId = uid('type');
    this.name = el('label.hidden', { for: inputId });
    this.input = el('textarea', {
      id: inputId,
      rows: 1,
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
    });
    this.list = new Listbox(this.input, { label: 'Suggestions', above: true, choose: (item) => this.#complete(item) });
    this.send = el(
      'button.send',
      { type: 'button', 'aria-label': 'Send', title: 'Send', onclick: () => this.#send() },
      icon('send'),
    );
    this.bolt = el(
      'button.ghost',
      { type: 'button', 'aria-label': 'Shortcuts', title: 'Shortcuts', hidden: true },
      icon('bolt'),
    );
    this.hint = el('p.usage', { role: 'note', hidden: true });
    this.failure = el('div.failure', { id: uid('failure'), role: 'alert', hidden: true });
    if (shortcuts) menuButton(this.bolt, () => this.#shortcuts());
    this.withShortcuts = shortcuts;
    fill(
      root,
      this.failure,
      this.hint,
      el('div.box', {}, this.bolt, this.name, this.input, this.send),
      el(
        'p.keys',
        { 'aria-hidden': 'true' },
        el('kbd', {}, 'Enter'),
        ' sends, ',
        el('kbd', {}, 'Shift + Enter'),
        ' breaks the line',
      ),
    );
    this.input.addEventListener('input', () => this.#typed());
    this.input.addEventListener('keydown', (event) => this.#key(event));
    this.input.addEventListener(
      'keyup',
      (event) => ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key) && this.#offer(),
    );
    this.input.addEventListener('blur', () => this.list.hide());
  }

  /** Takes up the draft of the conversation that is open. */
  refresh() {
    const { key, label } = this.where();
    this.name.textContent = label;
    this.input.placeholder = label;
    this.bolt.hidden = !this.withShortcuts || !this.#shortcuts().length;
    if (key === this.key) {
      this.#grown();
      return;
    }
    this.key = key;
    this.#put(this.#drafts.get(key) ?? '');
    this.#showFailure();
    this.list.hide();
  }

  /** Puts a text into the composer, ready to be sent. */
  suggest(text) {
    this.#put(text);
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  #put(text) {
    this.input.value = text;
    this.#grown();
  }

  #grown() {
    if (this.key) this.#drafts.set(this.key, this.input.value);
    this.input.style.setProperty('height', 'auto');
    // Nothing can be measured while the composer is hidden: refresh() comes again when it is shown.
    const tall = this.input.scrollHeight;
    if (tall) this.input.style.setProperty('height', `${Math.min(TALLEST, tall)}px`);
    this.send.disabled = !this.input.value.trim();
    const command = state.commands.find(({ name }) => this.input.value.startsWith(`${name} `));
    this.hint.hidden = !command;
    if (command) fill(this.hint, el('code', {}, command.name), ' ', command.hint);
  }

  #typed() {
    this.#grown();
    this.#offer();
  }

  async #send() {
    const text = this.input.value;
    if (!text.trim()) return;
    const { key, channel, thread } = this.where();
    this.#last.set(key, text);
    this.#failures.delete(key);
    this.#showFailure();
    this.#put('');
    this.list.hide();
    this.send.setAttribute('aria-busy', 'true');
    const answer = await post('say', { channel, thread, text });
    this.send.removeAttribute('aria-busy');
    if (answer.ok) return;
    this.#failures.set(key, answer.error);
    if (this.key !== key) {
      if (!this.#drafts.get(key)) this.#drafts.set(key, text);
      return;
    }
    this.#showFailure();
    if (!this.input.value) this.suggest(text);
  }

  // Shows why what was sent last from here failed, until something else is sent.
  #showFailure() {
    const reason = this.#failures.get(this.key);
    this.failure.hidden = !reason;
    set(this.input, 'aria-describedby', reason ? this.failure.id : null);
    fill(this.failure, reason ? [icon('warning'), el('span', {}, reason)] : null);
  }

  #key(event) {
    if (event.isComposing) return;
    const { key } = event;
    const offered = this.list.open ? this.list.current : null;
    if (this.list.open && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      this.list.move(key === 'ArrowDown' ? 1 : -1);
    } else if (this.list.open && key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.list.hide();
    } else if (offered && key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      this.#complete(offered);
    } else if (key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      const word = this.#word();
      if (offered && word && word.text.toLocaleLowerCase() !== offered.value.toLocaleLowerCase())
        this.#complete(offered);
      else this.#send();
    } else if (key === 'ArrowUp' && !this.input.value && this.#last.has(this.key)) {
      event.preventDefault();
      this.suggest(this.#last.get(this.key));
    }
  }

  // The "/…" or "@…" that ends at the caret, if any.
  #word() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    const match = /^\/\S*$/.exec(before) ?? /(?<=^|[\s(])@\S*$/.exec(before);
    return match ? { text: match[0], from: match.index } : null;
  }

  #offer() {
    const word = this.#word();
    const items = word ? offers(word.text) : [];
    if (items.length) this.list.show(items);
    else this.list.hide();
  }

  #complete(item) {
    const word = this.#word();
    if (!word) return;
    const caret = this.input.selectionStart;
    const after = this.input.value.slice(caret).replace(/^ /, '');
    const head = `${this.input.value.slice(0, word.from)}${item.value} `;
    this.#put(head + after);
    this.input.focus();
    this.input.setSelectionRange(head.length, head.length);
    this.list.hide();
  }

  #shortcuts() {
    return state.shortcuts
      .filter(({ type }) => type === 'global')
      .map((shortcut) => ({
        label: shortcut.name,
        description: shortcut.description,
        choose: () => ask('shortcut', { callback_id: shortcut.callback_id, message: null }),
      }));
  }
}

function offers(text) {
  const wanted = text.slice(1).toLocaleLowerCase();
  if (text.startsWith('/')) {
    return state.commands
      .filter(({ name }) => name.slice(1).toLocaleLowerCase().startsWith(wanted))
      .map(({ name, hint, description }) => ({
        label: [el('b', {}, name), ` ${hint}`],
        description,
        value: name,
      }));
  }
  const rank = ({ id }) => (id === state.bot ? 0 : 1);
  return state.people
    .filter(({ id, name }) => id !== state.me && id !== 'USLACKBOT' && name.toLocaleLowerCase().startsWith(wanted))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ id, name }) => ({ label: name, description: id === state.bot ? 'App' : null, value: `@${name}` }));
}
