// The workspace as the server reports it, and the viewer's position in it.

const listeners = new Map();

/** The workspace as this person sees it. */
export const state = {
  ready: false,
  team: 'azrel sandbox',
  me: null,
  people: [],
  channels: [],
  bot: null,
  commands: [],
  shortcuts: [],
  examples: [],
  prompts: [],
  status: null,
  has_home: false,
  home: null,
  modals: [],
  knowledge: null,
  reading: null,
  messages: new Map(),
};

/** The viewer's position: a channel, the tab of the app's conversation, a thread; and the message whose JSON is shown. */
export const ui = { channel: null, tab: 'messages', thread: null, inspected: null, unread: new Set() };

/** Calls back whenever the topic changes. */
export function on(topic, listener) {
  for (const name of topic.split(' ')) listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

/** Notifies the topic's listeners that it has changed. */
export function emit(topic, data) {
  for (const listener of listeners.get(topic) ?? []) listener(data);
}

/** Takes in one event of the stream. */
export function take(event, data) {
  EVENTS[event](data);
}

const EVENTS = {
  state(data) {
    const { knowledge, messages } = state;
    const isBack = state.me === data.me;
    Object.assign(state, data, { ready: true, messages: new Map() });
    for (const message of data.messages) {
      state.messages.set(keyOf(message), message);
      if (isBack && !messages.has(keyOf(message))) noteUnread(message);
    }
    emit('state');
    emit('knowledge', { before: knowledge });
  },
  message(data) {
    const isNew = !state.messages.has(keyOf(data));
    state.messages.set(keyOf(data), data);
    if (isNew) noteUnread(data);
    emit('messages', isNew ? data : null);
  },
  gone(data) {
    state.messages.delete(keyOf(data));
    emit('messages', null);
  },
  channels(data) {
    state.channels = data;
    emit('channels');
  },
  prompts(data) {
    state.prompts = data.prompts;
    emit('messages', null);
  },
  status(data) {
    state.status = data;
    emit('status');
  },
  home(data) {
    state.home = data.view;
    emit('home');
  },
  modals(data) {
    state.modals = data.views;
    emit('modals');
  },
  knowledge(data) {
    const before = state.knowledge;
    state.knowledge = data;
    emit('knowledge', { before });
  },
  reading(data) {
    state.reading = data;
    emit('reading');
  },
  notice(data) {
    emit('notice', data.text);
  },
};

function noteUnread(message) {
  if (message.channel !== ui.channel && message.user !== state.me) ui.unread.add(message.channel);
}

/** The names of the stream's events. */
export const EVENT_NAMES = Object.keys(EVENTS);

/** A message's key: its channel and ts. */
export function keyOf({ channel: channelId, ts }) {
  return `${channelId} ${ts}`;
}

/** The person (or bot) of this id. */
export function person(id) {
  return state.people.find((one) => one.id === id);
}

/** The channel of this id. */
export function channel(id) {
  return state.channels.find((one) => one.id === id);
}

/** The direct message with the bot. */
export function directMessage() {
  return state.channels.find((one) => one.kind === 'im');
}

/** "#general", or the bot's name for its direct message. */
export function channelName(one) {
  return one.kind === 'im' ? one.name : `#${one.name}`;
}

/** The messages of a channel outside threads, oldest first; a reply whose parent is unknown counts as one. */
export function topLevel(channelId) {
  return sorted((message) => message.channel === channelId && !parentOf(message));
}

/** The replies in a thread, oldest first. */
export function replies(channelId, ts) {
  return sorted((message) => message.channel === channelId && parentOf(message) === ts);
}

/** Replies of all threads of a channel that everybody sees: parent ts → [messages]. */
export function repliesByParent(channelId) {
  const found = new Map();
  for (const message of sorted((one) => one.channel === channelId && parentOf(one) && !one.only_for)) {
    found.set(message.thread, [...(found.get(message.thread) ?? []), message]);
  }
  return found;
}

/** The newest message that the app sent. */
export function newestPayload() {
  return sorted((message) => message.payload).at(-1) ?? null;
}

function parentOf({ channel: channelId, ts, thread }) {
  return thread && thread !== ts && state.messages.has(keyOf({ channel: channelId, ts: thread })) ? thread : null;
}

function sorted(wanted) {
  return [...state.messages.values()].filter(wanted).sort((a, b) => Number(a.ts) - Number(b.ts));
}
