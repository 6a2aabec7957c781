// @people and #channels in a text.

import { el } from './dom.js';
import { channel, person, state } from './store.js';

/** A mention chip; one that is meant for the viewer stands out. */
export function mention(words, forMe = false) {
  return el(forMe ? 'span.mention.mine' : 'span.mention', {}, words);
}

/** @somebody, by id. */
export function userMention(id, label) {
  return mention(`@${person(id)?.name ?? label ?? id}`, id === state.me);
}

/** #somewhere, by id. */
export function channelMention(id, label) {
  return mention(`#${channel(id)?.name ?? label ?? id}`);
}
