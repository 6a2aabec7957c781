// Slack's mrkdwn as DOM: a scanner over the escaped text, so that nothing in it is ever read as markup.

import { el, link, webAddress } from './dom.js';
import { slackDate } from './dates.js';
import { emojiAt, withEmoji } from './emoji.js';
import { channelMention, mention, userMention } from './mentions.js';

const FENCE = /```\n?([\s\S]+?)\n?```/g;
const MARKS = { '*': 'strong', _: 'em', '~': 's' };
const BARE_URL = /^https?:\/\/[^\s<>|`]+/i;
const BROADCASTS = new Set(['here', 'channel', 'everyone']);

/** mrkdwn as a fragment of inline elements, <pre> and <blockquote>. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const out = document.createDocumentFragment();
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    out.append(...lines(text.slice(from, fence.index).replace(/\n$/, ''), verbatim));
    out.append(el('pre', {}, unescaped(fence[1])));
    from = fence.index + fence[0].length;
    if (text[from] === '\n') from += 1;
  }
  out.append(...lines(text.slice(from), verbatim));
  return out;
}

/** A text object (plain_text or mrkdwn) as a fragment or text node. */
export function textObject(object) {
  const text = String(object?.text ?? '');
  return object?.type === 'mrkdwn'
    ? mrkdwn(text, object)
    : document.createTextNode(object?.emoji === true ? withEmoji(text) : text);
}

/** A text object's words alone, for names and values. */
export function wordsOf(object) {
  return textObject(object).textContent;
}

function unescaped(text) {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function lines(text, verbatim) {
  if (!text) return [];
  const out = [];
  let group = [];
  let quoted = false;
  const flush = () => {
    if (!group.length) return;
    const content = inline(group.join('\n'), verbatim);
    if (quoted) out.push(el('blockquote', {}, content));
    else out.push(...content);
    group = [];
  };
  let rest = false;
  for (const line of text.split('\n')) {
    const everything = !rest && /^(?:&gt;|>){3} ?/.exec(line);
    const mark = everything || (!rest && /^(?:&gt;|>) ?/.exec(line));
    rest ||= Boolean(everything);
    const isQuote = rest || Boolean(mark);
    if (isQuote !== quoted) flush();
    quoted = isQuote;
    group.push(mark ? line.slice(mark[0].length) : line);
  }
  flush();
  return out;
}

function inline(text, verbatim, within = '') {
  const out = [];
  const lastClose = text.lastIndexOf('>');
  const lastTick = text.lastIndexOf('`');
  const hopeless = {}; // mark → up to which index there is no closing one, so that hostile text costs one pass each
  let plainFrom = 0;
  let at = 0;
  const take = (length, node) => {
    if (plainFrom < at) out.push(unescaped(text.slice(plainFrom, at)));
    out.push(node);
    at += length;
    plainFrom = at;
  };
  while (at < text.length) {
    const character = text[at];
    if (character === '`' && at < lastTick) {
      const end = text.indexOf('`', at + 1);
      const code = text.slice(at + 1, end);
      if (code && !code.includes('\n')) {
        take(end + 1 - at, el('code', {}, unescaped(code.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, '$1'))));
        continue;
      }
    } else if (character === '<' && at < lastClose) {
      const end = text.indexOf('>', at + 1);
      const node = special(text.slice(at + 1, end));
      if (node) {
        take(end + 1 - at, node);
        continue;
      }
    } else if (MARKS[character] && !within.includes(character) && !(at < (hopeless[character] ?? 0))) {
      const end = opens(text, at) ? closing(text, at, hopeless) : -1;
      if (end > 0) {
        const content = inline(text.slice(at + 1, end), verbatim, within + character);
        take(end + 1 - at, el(MARKS[character], {}, content));
        continue;
      }
    } else if (character === ':') {
      const found = emojiAt(text, at);
      if (found) {
        take(found.length, found.character);
        continue;
      }
    } else if ((character === 'h' || character === 'H') && !verbatim && !isWord(text[at - 1])) {
      const address = bareAddress(text, at);
      if (address) {
        take(address.length, link(unescaped(address), unescaped(address)));
        continue;
      }
    }
    at += 1;
  }
  if (plainFrom < text.length) out.push(unescaped(text.slice(plainFrom)));
  return out;
}

function isWord(character) {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function opens(text, at) {
  const next = text[at + 1];
  return !isWord(text[at - 1]) && next !== undefined && next !== text[at] && !/\s/.test(next);
}

function closing(text, at, hopeless) {
  const mark = text[at];
  const lineEnd = text.indexOf('\n', at);
  const end = lineEnd < 0 ? text.length : lineEnd;
  let inTag = false;
  for (let here = at + 1; here < end; here += 1) {
    if (text[here] === '<') inTag = true;
    else if (text[here] === '>') inTag = false;
    else if (text[here] === mark && !inTag && here > at + 1 && !/\s/.test(text[here - 1]) && !isWord(text[here + 1])) {
      return here;
    }
  }
  hopeless[mark] = end;
  return -1;
}

function bareAddress(text, at) {
  const match = BARE_URL.exec(text.slice(at, at + 2048));
  if (!match) return null;
  let address = match[0].replace(/&(?:gt|lt);.*$/s, '').replace(/[.,;:!?*_~'"”’]+$/, '');
  while (address.endsWith(')') && address.split(')').length > address.split('(').length) address = address.slice(0, -1);
  return webAddress(unescaped(address)) && /\/\/./.test(address) ? address : null;
}

function special(inside) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescaped(inside.slice(bar + 1));
  if (/^@[A-Z0-9]+$/.test(target)) return userMention(target.slice(1), label);
  if (/^#[A-Z0-9]+$/.test(target)) return channelMention(target.slice(1), label);
  if (target.startsWith('!')) return command(target.slice(1), label);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return link(unescaped(target), withEmoji(label || unescaped(target)));
  return null;
}

function command(target, label) {
  const [name, ...rest] = target.split('^');
  if (BROADCASTS.has(name)) return mention(`@${name}`, true);
  if (name === 'subteam') return mention(label ?? `@${rest[0]}`);
  if (name !== 'date') return document.createTextNode(label ?? `<!${unescaped(target)}>`);
  const words = slackDate(Number(rest[0]), unescaped(rest[1] ?? '')) ?? label ?? '';
  return rest[2] ? link(unescaped(rest[2]), words) : el('span.date', { title: label ?? '' }, words);
}
