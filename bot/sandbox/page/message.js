// One message.

import { avatar } from './avatars.js';
import { blocksHolder, showBlocks } from './blocks.js';
import { ask } from './client.js';
import { clock, inFull, moment } from './dates.js';
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { showJson } from './inspector.js';
import { mrkdwn } from './mrkdwn.js';
import { openThread } from './navigation.js';
import { menuButton } from './popup.js';
import { person, state } from './store.js';
import { Surface } from './surface.js';

/** A message on the page: `article` is its element, `update` shows a newer version of it. */
export class MessageView {
  #shown = new Map();
  constructor(message, { inThread }) {
    this.inThread = inThread;
    this.surface = new Surface({ message: { channel: message.channel, ts: message.ts } });
    this.blocks = blocksHolder();
    this.note = el('div.only-you', { hidden: true }, icon('eye'), 'Only visible to you');
    this.body = el('div.body');
    this.head = el('div.head');
    this.foot = el('div.foot');
    this.tools = el('div.tools', { role: 'group', 'aria-label': 'Message actions' });
    this.face = el('div.face');
    this.article = el(
      'article.message',
      { dataset: { ts: message.ts, channel: message.channel } },
      this.note,
      this.face,
      el('div.content', {}, this.head, this.body, this.foot),
      this.tools,
    );
  }

  /** Shows this version of the message; whether anything has changed. */
  update(message, replies) {
    this.message = message;
    const { user, ts, only_for: onlyFor, text, blocks, files, edited, actions, payload } = message;
    const counted = replies.map((reply) => [reply.ts, reply.user]);
    return [
      this.#draw('header', [person(user), ts, onlyFor], () => this.#header(message)),
      this.#draw('body', [text, blocks, files, edited, state.people], () => this.#body(message)),
      this.#draw('footer', [actions, counted], () => this.#footer(message, replies)),
      this.#draw('toolbar', [Boolean(payload), onlyFor], () => this.#toolbar(message)),
    ].some(Boolean);
  }

  // What is drawn anew is also read out anew, so that this is done only to the part whose contents have changed.
  #draw(part, contents, draw) {
    const text = JSON.stringify(contents);
    if (this.#shown.get(part) === text) return false;
    this.#shown.set(part, text);
    draw();
    return true;
  }

  #header(message) {
    const author = person(message.user);
    const name = author?.name ?? message.user;
    const date = moment(message.ts);
    this.article.setAttribute(
      'aria-label',
      `${name}, ${clock(date)}${message.only_for ? ', only visible to you' : ''}`,
    );
    this.article.classList.toggle('ephemeral', Boolean(message.only_for));
    this.note.hidden = !message.only_for;
    fill(this.face, avatar(message.user));
    fill(
      this.head,
      el('span.author', {}, name),
      author?.is_bot && el('span.badge', {}, 'APP'),
      el('time', { datetime: date.toISOString(), title: inFull(date) }, clock(date)),
    );
  }

  #body(message) {
    const edited = message.edited && el('span.edited', {}, '(edited)');
    if (message.blocks?.length) {
      showBlocks(this.blocks, message.blocks, this.surface);
      if (this.blocks.parentElement !== this.body || this.body.children.length > 1) fill(this.body, this.blocks);
      if (edited) this.body.append(edited);
      return;
    }
    const text = message.text && el('div.text', {}, mrkdwn(String(message.text)), edited && ' ', edited);
    fill(this.body, text, (message.files ?? []).map(fileCard));
  }

  #footer(message, replies) {
    const last = replies.at(-1);
    const faces = [...new Set(replies.map(({ user }) => user))].slice(0, 4).map((user) => avatar(user, 'small'));
    fill(
      this.foot,
      message.actions?.length > 0 &&
        el(
          'div.actions',
          {},
          message.actions.map((action) => noticeButton(action, message)),
        ),
      last &&
        !this.inThread &&
        el(
          'button.replies',
          { type: 'button', onclick: () => openThread(message.ts) },
          el('span.faces', {}, faces),
          el('span.count', {}, `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`),
          el('span.last', {}, `Last reply at ${clock(moment(last.ts))}`),
        ),
    );
  }

  #toolbar(message) {
    const shortcuts = state.shortcuts.filter(({ type }) => type === 'message');
    const where = { channel: message.channel, ts: message.ts };
    const more = el(
      'button.ghost',
      { type: 'button', 'aria-label': 'More actions', title: 'More actions' },
      icon('more'),
    );
    fill(
      this.tools,
      !this.inThread &&
        !message.only_for &&
        el(
          'button.ghost',
          {
            type: 'button',
            'aria-label': 'Reply in thread',
            title: 'Reply in thread',
            onclick: () => openThread(message.ts),
          },
          icon('thread'),
        ),
      message.payload &&
        el(
          'button.ghost',
          { type: 'button', 'aria-label': 'Show JSON', title: 'Show JSON', onclick: () => showJson(this.message) },
          icon('braces'),
        ),
      shortcuts.length > 0 &&
        !message.only_for &&
        menuButton(
          more,
          () =>
            shortcuts.map((shortcut) => ({
              label: shortcut.name,
              description: shortcut.description,
              choose: () => ask('shortcut', { callback_id: shortcut.callback_id, message: where }),
            })),
          { end: true },
        ),
    );
    this.tools.hidden = !this.tools.firstChild;
  }
}

function fileCard({ title, name, size, url_private: address }) {
  return el(
    'a.file',
    { href: address, download: name },
    el('span.file-title', {}, title),
    el('span.file-name', {}, `${name} · ${size.toLocaleString('en')} bytes`),
  );
}

function noticeButton(action, message) {
  const press = async (event) => {
    const button = event.currentTarget;
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    await ask('invite', { channel: message.channel });
    button.removeAttribute('aria-busy');
  };
  return el('button.button', { type: 'button', dataset: { do: action.do }, onclick: press }, action.label);
}
