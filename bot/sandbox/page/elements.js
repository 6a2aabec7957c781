// Block Kit's interactive elements. Each keeps its value in the surface's field and sends it to the app when it should.

import { checkboxes } from './checkboxes.js';
import { actionOf, nameControl, naming, send } from './controls.js';
import { el, webAddress } from './dom.js';
import { feedbackButtons } from './feedback.js';
import { icon } from './icons.js';
import { textObject, wordsOf } from './mrkdwn.js';
import { picture } from './pictures.js';
import { picker } from './picker.js';
import { menuButton } from './popup.js';
import { channel, channelName, person, state, ui } from './store.js';

/**
 * An element of a block. `at` says where it is: {surface, blockId, index, dispatch (send to the app at once),
 * inInput, optional, required, labelledBy, label, controlId, describedBy}.
 */
export function renderElement(element, at) {
  const make = MAKE[element.type];
  if (!make) return el('span.unsupported', {}, `unsupported element: ${element.type}`);
  const actionId = String(element.action_id ?? `action-${at.index}`);
  const node = make(element, { ...at, actionId });
  node.dataset.key = `${at.blockId}/${actionId}`;
  return node;
}

const MAKE = {
  button,
  checkboxes,
  feedback_buttons: feedbackButtons,
  image: (element) => picture(element, 'small'),
  overflow,
  static_select: (element, at) => select(element, at, options(element)),
  external_select: (element, at) => select(element, at, external(element, at)),
  conversations_select: (element, at) => select(element, at, conversations),
  users_select: (element, at) => select(element, at, users),
  multi_conversations_select: (element, at) => select(element, at, conversations),
  multi_users_select: (element, at) => select(element, at, users),
  multi_static_select: (element, at) => select(element, at, options(element)),
  multi_external_select: (element, at) => select(element, at, external(element, at)),
  plain_text_input: textInput,
};

// -- buttons ---------------------------------------------------------------------------------------------------------

function button(element, at) {
  const href = webAddress(element.url);
  const press = (event) => {
    const confirm = element.confirm;
    if (confirm && href) event.preventDefault();
    const action = actionOf(element, at, {
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
    });
    send(element, at, node, action, () => confirm && href && open(href, '_blank', 'noopener,noreferrer'));
  };
  const kind = ['primary', 'danger'].includes(element.style) ? `.${element.style}` : '';
  const attributes = { onclick: press, 'aria-label': element.accessibility_label };
  const node = href
    ? el(
        `a.button${kind}`,
        { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' },
        textObject(element.text),
      )
    : el(`button.button${kind}`, { ...attributes, type: 'button' }, textObject(element.text));
  return node;
}

function overflow(element, at) {
  const node = el('button.button.overflow', { type: 'button', 'aria-label': 'More options' }, icon('more'));
  const choose = (option) => {
    const href = webAddress(option.url);
    send(element, at, node, actionOf(element, at, { selected_option: option }), () => {
      if (href) open(href, '_blank', 'noopener,noreferrer');
    });
  };
  return menuButton(
    node,
    () =>
      element.options.map((option) => ({
        label: wordsOf(option.text),
        description: option.description && wordsOf(option.description),
        choose: () => choose(option),
      })),
    { end: true },
  );
}

// -- selects ---------------------------------------------------------------------------------------------------------

// Per kind: the field of the value in Slack's state, and that of what is chosen at first.
const SELECTED = {
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  users_select: ['selected_user', 'initial_user'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
};

function select(element, at, source) {
  const several = element.type.startsWith('multi_');
  const [name, first] = SELECTED[element.type];
  const initial = { type: element.type, [name]: element[first] ?? (several ? [] : null) };
  const current = at.surface.message?.channel ?? ui.channel;
  if (element.default_to_current_conversation && !element[first] && current) initial[name] = current;
  const field = at.surface.field(at.blockId, at.actionId, initial, (kept) => source.has?.(kept[name]) ?? true);
  const node = picker({
    ...naming(element, at),
    several,
    clearable: at.inInput && at.optional,
    most: element.max_selected_items,
    minLength: source.minLength ?? 0,
    delay: source.delay ?? 0,
    load: source.load,
    chosen: [field.value[name]].flat().filter(Boolean).map(source.item),
    change: async (items) => {
      const before = field.value[name];
      const values = items.map((item) => item.value);
      const value = several ? values : (values[0] ?? null);
      field.set({ [name]: value });
      if (!at.dispatch || value === null) return true;
      const sent = await send(element, at, node, actionOf(element, at, { [name]: value }));
      if (!sent) field.set({ [name]: before });
      return sent;
    },
  });
  return node;
}

function asItem(option, group) {
  return {
    key: String(option.value),
    label: wordsOf(option.text),
    description: option.description && wordsOf(option.description),
    group,
    value: option,
  };
}

function grouped(answer) {
  if (!answer.option_groups) return (answer.options ?? []).map((option) => asItem(option));
  return answer.option_groups.flatMap(({ label, options: inside }) =>
    inside.map((option) => asItem(option, wordsOf(label))),
  );
}

function matching(items, text) {
  const wanted = text.trim().toLocaleLowerCase();
  return wanted ? items.filter((item) => item.label.toLocaleLowerCase().includes(wanted)) : items;
}

function options(element) {
  const items = grouped(element);
  const values = new Set(items.map(({ key }) => key));
  return {
    load: (text) => ({ items: matching(items, text) }),
    item: (option) => asItem(option),
    has: (chosen) => [chosen].flat().every((option) => !option || values.has(String(option.value))),
  };
}

function external(element, at) {
  return {
    minLength: element.min_query_length ?? 3,
    delay: 150,
    item: (option) => asItem(option),
    load: async (text) => {
      const answer = await at.surface.suggest(at.blockId, at.actionId, text);
      return answer.ok ? { items: grouped(answer) } : { items: [], error: answer.error };
    },
  };
}

const conversations = {
  load: (text) => ({ items: matching(state.channels.map(asConversation), text) }),
  item: (id) => (channel(id) ? asConversation(channel(id)) : { key: id, label: id, value: id }),
};

function asConversation(one) {
  return { key: one.id, label: channelName(one), value: one.id };
}

const users = {
  load: (text) => ({ items: matching(state.people.map(asUser), text) }),
  item: (id) => asUser(person(id) ?? { id, name: id }),
};

function asUser(one) {
  return { key: one.id, label: one.name, value: one.id };
}

// -- text ------------------------------------------------------------------------------------------------------------

function textInput(element, at) {
  const field = at.surface.field(at.blockId, at.actionId, { type: element.type, value: element.initial_value ?? null });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const attributes = {
    value: field.value.value ?? '',
    placeholder: element.placeholder && wordsOf(element.placeholder),
    maxlength: element.max_length,
    autocomplete: 'off',
  };
  const node = element.multiline
    ? el('textarea.text-input', { ...attributes, rows: 4 })
    : el('input.text-input', { ...attributes, type: 'text' });
  nameControl(node, element, at);
  const report = () => send(element, at, node, actionOf(element, at, { value: field.value.value }));
  let timer = null;
  node.addEventListener('input', () => {
    field.set({ value: node.value === '' ? null : node.value });
    if (!at.dispatch || !triggers.includes('on_character_entered')) return;
    clearTimeout(timer);
    timer = setTimeout(report, 300);
  });
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || element.multiline || !at.dispatch || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    report();
  });
  if (element.focus_on_load) node.setAttribute('autofocus', '');
  return node;
}
