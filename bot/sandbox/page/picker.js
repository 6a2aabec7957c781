// The select menus: a text field with a list (combobox), for one choice or for several.

import { el, fill, set } from './dom.js';
import { icon } from './icons.js';
import { Listbox } from './popup.js';

/**
 * A select. load(text) gives {items, error?} or a promise of it; change(items) gets what is chosen and gives
 * (a promise of) false to have it undone.
 */
export function picker(options) {
  return new Picker(options).root;
}

class Picker {
  constructor(options) {
    this.options = options;
    this.chosen = options.chosen;
    this.asked = 0;
    this.input = el('input.text-input.picker-input', {
      type: 'text',
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-haspopup': 'listbox',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: options.placeholder,
    });
    if (options.controlId) this.input.id = options.controlId;
    if (!options.labelled) this.input.setAttribute('aria-label', options.label);
    set(this.input, 'aria-describedby', options.describedBy);
    if (options.required) this.input.setAttribute('aria-required', 'true');
    this.list = new Listbox(this.input, {
      label: options.label,
      several: options.several,
      choose: (item) => this.#choose(item),
    });
    this.chips = options.several ? el('div.chips') : null;
    this.root = el(
      options.several ? 'div.picker.several' : 'div.picker',
      {},
      this.chips,
      el('div.picker-field', {}, this.input, icon('chevron')),
    );
    this.input.addEventListener('click', () => this.#open(''));
    this.input.addEventListener('focus', () => this.input.select());
    this.input.addEventListener('input', () => this.#open(this.input.value));
    this.input.addEventListener('keydown', (event) => this.#key(event));
    this.input.addEventListener('blur', () => this.#leave());
    this.#show();
  }

  #open(text) {
    const { minLength, delay, load } = this.options;
    const ask = (this.asked += 1);
    clearTimeout(this.timer);
    if (text.trim().length < minLength) {
      const more = minLength - text.trim().length;
      this.list.show([], `Type ${more} more ${more === 1 ? 'character' : 'characters'} to search`);
      return;
    }
    const run = async () => {
      const { items, error } = await load(text.trim());
      if (ask !== this.asked || document.activeElement !== this.input) return;
      const keys = new Set(this.chosen.map(({ key }) => key));
      const marked = items.map((item) => ({ ...item, selected: keys.has(item.key) }));
      const first = Math.max(
        0,
        marked.findIndex((item) => item.selected),
      );
      this.list.show(marked, error ?? (items.length ? null : 'Nothing matches'), this.options.several ? 0 : first);
    };
    if (!delay) {
      run();
      return;
    }
    if (!this.list.open) this.list.show([], 'Searching…');
    this.timer = setTimeout(run, delay);
  }

  async #choose(item) {
    const { several, most } = this.options;
    const before = this.chosen;
    const has = before.some(({ key }) => key === item.key);
    if (!several) this.chosen = [item];
    else if (has) this.chosen = before.filter(({ key }) => key !== item.key);
    else if (!most || before.length < most) this.chosen = [...before, item];
    this.list.hide();
    this.#show();
    await this.#changed(before);
  }

  async #changed(before) {
    if ((await this.options.change(this.chosen)) !== false) return;
    this.chosen = before;
    this.#show();
  }

  #show() {
    const { several, placeholder } = this.options;
    if (!several) {
      this.input.value = this.chosen[0]?.label ?? '';
      return;
    }
    this.input.value = '';
    this.input.placeholder = this.chosen.length ? 'Add another' : placeholder;
    fill(
      this.chips,
      this.chosen.map((item) =>
        el(
          'span.chip',
          {},
          el('span', {}, item.label),
          el(
            'button',
            {
              type: 'button',
              'aria-label': `Remove ${item.label}`,
              onclick: () => this.#remove(item),
            },
            icon('close'),
          ),
        ),
      ),
    );
  }

  #remove(item) {
    const before = this.chosen;
    this.chosen = before.filter(({ key }) => key !== item.key);
    this.#show();
    this.input.focus();
    this.#changed(before);
  }

  #leave() {
    this.asked += 1;
    clearTimeout(this.timer);
    this.list.hide();
    const emptied = !this.options.several && this.options.clearable && this.input.value === '' && this.chosen.length;
    if (emptied) {
      const before = this.chosen;
      this.chosen = [];
      this.#changed(before);
    }
    this.#show();
  }

  #key(event) {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (this.list.open) this.list.move(key === 'ArrowDown' ? 1 : -1);
      else this.#open('');
    } else if (key === 'Enter') {
      event.preventDefault();
      if (this.list.open && this.list.current) this.#choose(this.list.current);
      else if (!this.list.open) this.#open('');
    } else if (key === 'Tab' && this.list.open && this.input.value && this.list.current && this.#typed()) {
      this.#choose(this.list.current);
    } else if (key === 'Escape' && this.list.open) {
      event.preventDefault();
      event.stopPropagation();
      this.list.hide();
      this.#show();
    } else if (key === 'Backspace' && this.options.several && !this.input.value && this.chosen.length) {
      this.#remove(this.chosen.at(-1));
    }
  }

  #typed() {
    return this.input.value !== (this.chosen[0]?.label ?? '');
  }
}
