// Menus and lists attached to a control: popovers, so that they lie above everything, dialogs included.

import { el, fill, uid } from './dom.js';

const GAP = 4;
const EDGE = 8;

// Puts a popup (in the top layer) under its anchor, or above where there is more room.
function setPosition(popup, anchor, { above = false, fit = false, end = false } = {}) {
  const box = anchor.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const below = innerHeight - box.bottom - GAP - EDGE;
  const over = box.top - GAP - EDGE;
  const upwards = above ? over > 120 : below < 200 && over > below;
  const style = (name, value) => popup.style.setProperty(name, value);
  style('max-height', `${Math.max(120, Math.min(360, upwards ? over : below))}px`);
  if (fit) style('width', `${Math.min(width - 2 * EDGE, Math.max(220, box.width))}px`);
  const own = popup.offsetWidth;
  const left = end ? box.right - own : box.left;
  style('left', `${Math.max(EDGE, Math.min(left, width - own - EDGE))}px`);
  style('top', upwards ? 'auto' : `${box.bottom + GAP}px`);
  style('bottom', upwards ? `${innerHeight - box.top + GAP}px` : 'auto');
}

// Where a popup of this control must be put in the document: what is outside an open dialog is inert.
function hostOf(control) {
  return control.closest('dialog, main, aside, nav') ?? document.body;
}

/** A button that opens a menu of {label, description, choose}; items() is asked at each opening. */
export function menuButton(button, items, options = {}) {
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => openMenu(button, items(), options));
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    openMenu(button, items(), options);
  });
  return button;
}

function openMenu(button, items, options) {
  if (button.getAttribute('aria-expanded') === 'true') return;
  const menu = el('div.popup.menu', { role: 'menu', popover: 'auto', 'aria-label': button.getAttribute('aria-label') });
  const rows = items.map((item) =>
    row(item, () => {
      menu.hidePopover();
      item.choose();
    }),
  );
  fill(menu, rows);
  menu.addEventListener('keydown', (event) => walk(event, rows, menu));
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    button.setAttribute('aria-expanded', 'false');
    if (menu.contains(document.activeElement)) button.focus();
    menu.remove();
  });
  hostOf(button).append(menu);
  menu.showPopover();
  setPosition(menu, button, options);
  button.setAttribute('aria-expanded', 'true');
  rows[0]?.focus();
}

function row(item, choose) {
  return el(
    'button.menu-item',
    { type: 'button', role: 'menuitem', tabindex: '-1', onclick: choose },
    el('span.menu-label', {}, item.label),
    item.description && el('span.menu-description', {}, item.description),
  );
}

function walk(event, rows, menu) {
  const now = rows.indexOf(document.activeElement);
  const to = {
    ArrowDown: (now + 1) % rows.length,
    ArrowUp: (now - 1 + rows.length) % rows.length,
    Home: 0,
    End: rows.length - 1,
  }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    rows[to].focus();
  } else if (event.key === 'Tab') {
    event.preventDefault();
    menu.hidePopover();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    menu.hidePopover();
  }
}

/**
 * The list of a text control: shown with [{label, description, value, group}], walked with the arrows.
 * The control keeps the focus; aria-activedescendant names the current one.
 */
export class Listbox {
  static #shown = new Set();

  /** Takes away the lists whose control has left the document. */
  static dropOrphans() {
    for (const list of Listbox.#shown) if (!list.control.isConnected) list.hide();
  }

  constructor(control, { label, choose, above = false, several = false }) {
    this.control = control;
    this.choose = choose;
    this.above = above;
    this.items = [];
    this.at = -1;
    this.box = el('div.popup.listbox', { role: 'listbox', popover: 'manual', id: uid('list'), 'aria-label': label });
    if (several) this.box.setAttribute('aria-multiselectable', 'true');
    this.box.addEventListener('pointerdown', (event) => event.preventDefault());
    control.setAttribute('aria-controls', this.box.id);
    this.follow = () => setPosition(this.box, this.control, { above: this.above, fit: true });
    this.scrolled = (event) => {
      if (!(event.target instanceof Node) || !this.box.contains(event.target)) this.follow();
    };
  }

  get open() {
    return this.box.isConnected;
  }

  show(items, note = null, first = 0) {
    this.items = items;
    const groups = [];
    for (const [index, item] of items.entries()) {
      if (!groups.length || groups.at(-1).name !== item.group) groups.push({ name: item.group, rows: [] });
      groups.at(-1).rows.push(this.#row(item, index));
    }
    fill(
      this.box,
      groups.map(({ name, rows }) => (name ? this.#group(name, rows) : rows)),
      note && el('p.note', {}, note),
    );
    if (!this.open) {
      hostOf(this.control).append(this.box);
      this.box.showPopover();
      Listbox.#shown.add(this);
      addEventListener('resize', this.follow);
      document.addEventListener('scroll', this.scrolled, true);
    }
    this.follow();
    if (this.control.getAttribute('role') === 'combobox') this.control.setAttribute('aria-expanded', 'true');
    this.#point(items.length ? Math.min(first, items.length - 1) : -1);
  }

  hide() {
    if (!this.open) return;
    this.box.remove();
    Listbox.#shown.delete(this);
    removeEventListener('resize', this.follow);
    document.removeEventListener('scroll', this.scrolled, true);
    if (this.control.getAttribute('role') === 'combobox') this.control.setAttribute('aria-expanded', 'false');
    this.control.removeAttribute('aria-activedescendant');
    this.at = -1;
  }

  move(step) {
    if (this.items.length) this.#point((this.at + step + this.items.length) % this.items.length);
  }

  get current() {
    return this.items[this.at] ?? null;
  }

  #row(item, index) {
    return el(
      'div.option',
      {
        role: 'option',
        id: `${this.box.id}-${index}`,
        'aria-selected': item.selected ? 'true' : 'false',
        onclick: () => this.choose(item),
        onpointermove: () => index !== this.at && this.#point(index, false),
      },
      el('span.option-label', {}, item.label),
      item.description && el('span.option-description', {}, item.description),
    );
  }

  #group(name, rows) {
    const id = uid('group');
    return el('div.option-group', { role: 'group', 'aria-labelledby': id }, el('div.group-name', { id }, name), rows);
  }

  #point(index, scroll = true) {
    this.at = index;
    for (const option of this.box.querySelectorAll('.option.at')) option.classList.remove('at');
    const option = index < 0 ? null : document.getElementById(`${this.box.id}-${index}`);
    option?.classList.add('at');
    if (scroll) option?.scrollIntoView({ block: 'nearest' });
    if (option) this.control.setAttribute('aria-activedescendant', option.id);
    else this.control.removeAttribute('aria-activedescendant');
  }
}
