// The rich_text block.

import { el, link } from './dom.js';
import { emoji } from './emoji.js';
import { channelMention, mention, userMention } from './mentions.js';

const STYLES = [
  ['code', 'code'],
  ['underline', 'u'],
  ['strike', 's'],
  ['italic', 'em'],
  ['bold', 'strong'],
];
const DEEPEST = 8;

/** A rich_text block's contents. */
export function richText(block) {
  return el('div.rich-text', {}, (block.elements ?? []).map(part));
}

function part(element) {
  switch (element.type) {
    case 'rich_text_section':
      return el('div.rich-section', {}, inlines(element));
    case 'rich_text_quote':
      return el('blockquote', {}, inlines(element));
    case 'rich_text_preformatted':
      return el('pre', {}, inlines(element));
    case 'rich_text_list':
      return list(element);
    default:
      return el('div.unsupported', {}, `unsupported part of rich text: ${element.type}`);
  }
}

function list(element) {
  const indent = Math.max(0, Math.min(DEEPEST, Number(element.indent) || 0));
  const ordered = element.style === 'ordered';
  const kind = ['a', 'b', 'c'][indent % 3];
  const items = (element.elements ?? []).map((item) =>
    el('li', {}, item.type === 'rich_text_list' ? list(item) : part(item)),
  );
  const start = ordered && Number(element.offset) > 0 ? Number(element.offset) + 1 : null;
  const made = el(`${ordered ? 'ol' : 'ul'}.rich-list.marker-${kind}.indent-${indent}`, { start }, items);
  if (element.border) made.classList.add('bordered');
  return made;
}

function inlines(element) {
  return (element.elements ?? []).map((one) => styled(inline(one), one.style));
}

function styled(node, style) {
  if (!style) return node;
  return STYLES.reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), node);
}

function inline(element) {
  switch (element.type) {
    case 'text':
      return document.createTextNode(String(element.text ?? ''));
    case 'link':
      return link(element.url, String(element.text || element.url));
    case 'emoji':
      return document.createTextNode(
        emoji(element.name, element.skin_tone) ?? fromUnicode(element) ?? `:${element.name}:`,
      );
    case 'user':
      return userMention(element.user_id);
    case 'channel':
      return channelMention(element.channel_id);
    case 'broadcast':
      return mention(`@${element.range}`, true);
    default:
      return el('span.unsupported', {}, `unsupported: ${element.type}`);
  }
}

function fromUnicode(element) {
  const codes = String(element.unicode ?? '')
    .split('-')
    .map((code) => Number.parseInt(code, 16));
  return codes.every((code) => code > 0 && code <= 0x10ffff) ? String.fromCodePoint(...codes) : null;
}
