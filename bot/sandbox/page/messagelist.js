// A list of messages that follows the newest one: the channel's, and the thread's.

import { arrange } from './blocks.js';
import { dayName, inFull, moment } from './dates.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { MessageView } from './message.js';
import { keyOf, state } from './store.js';

const NEAR = 40;
const SETTLES = 500;

/** Keeps a scroller filled with messages; `start` comes before the first. */
export class MessageList {
  #views = new Map();
  #divided = new Map();
  #settling = null;
  constructor(scroller, { inThread = false }) {
    this.scroller = scroller;
    this.inThread = inThread;
    this.start = el('div.start');
    this.following = true;
    this.anchor = 0;
    this.jump = el(
      'button.jump',
      { type: 'button', hidden: true, onclick: () => this.toNewest() },
      'New messages',
      icon('down'),
    );
    scroller.after(this.jump);
    scroller.addEventListener('scroll', () => this.#scrolled());
    new ResizeObserver(() => this.following && this.toNewest()).observe(scroller);
  }

  /** Forgets all that is shown: another channel's messages come. */
  clear() {
    this.#views.clear();
    this.#divided.clear();
    this.scroller.replaceChildren();
    this.following = true;
    this.quiet();
  }

  /** Has screen readers pass over what is drawn now: none of it has just arrived. */
  quiet() {
    this.scroller.setAttribute('aria-live', 'off');
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.scroller.setAttribute('aria-live', 'polite'), SETTLES);
  }

  /** Shows these messages; repliesOf gives the replies to be counted under one. */
  show(messages, repliesOf, arrived = null) {
    const keys = new Set(messages.map(keyOf));
    let changed = false;
    for (const key of this.#views.keys()) if (!keys.has(key)) changed = this.#views.delete(key);
    const nodes = [this.start];
    let day = null;
    for (const message of messages) {
      const date = moment(message.ts);
      if (!this.inThread && date.toDateString() !== day) nodes.push(this.#divider(date));
      day = date.toDateString();
      const key = keyOf(message);
      if (!this.#views.has(key)) this.#views.set(key, new MessageView(message, { inThread: this.inThread }));
      const view = this.#views.get(key);
      changed = view.update(message, repliesOf(message)) || changed;
      nodes.push(view.article);
    }
    arrange(this.scroller, nodes);
    const here = arrived && this.#views.has(keyOf(arrived));
    if ((this.following && changed) || (here && arrived.user === state.me)) this.toNewest();
    else if (here) this.jump.hidden = false;
  }

  /** Scrolls to the newest message: to its end, or to its beginning if it is longer than the window. */
  toNewest() {
    const last = this.scroller.lastElementChild;
    // Farther than to the end it does not go, so that a message that fits is shown to its end.
    this.scroller.scrollTop = last && last !== this.start ? last.offsetTop : this.scroller.scrollHeight;
    this.anchor = this.scroller.scrollTop;
    this.following = true;
    this.jump.hidden = true;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.following = scrollTop >= this.anchor - NEAR || scrollTop + clientHeight >= scrollHeight - NEAR;
    if (this.following) this.jump.hidden = true;
  }

  #divider(date) {
    const day = date.toDateString();
    if (!this.#divided.has(day)) {
      this.#divided.set(
        day,
        el(
          'div.day',
          { role: 'separator', 'aria-label': dayName(date), title: inFull(date).split(', ').slice(0, -1).join(', ') },
          el('span', {}, dayName(date)),
        ),
      );
    }
    return this.#divided.get(day);
  }
}
