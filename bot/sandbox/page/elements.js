// Block Kit's interactive elements. Each keeps its value in the surface's field and tells the app when it should.

import { el, set, uid, webAddress } from './dom.js';
import { confirmed } from './confirm.js';
import { icon } from './icons.js';
import { textObject, wordsOf } from './mrkdwn.js';
import { picture } from './pictures.js';
import { picker } from './picker.js';
import { menuButton } from './popup.js';
import { channelName, person, state, ui } from './store.js';

/**
 * An element of a block. `at` says where it stands: {surface, blockId, index, dispatch (tell the app at once),
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
  image: (element) => picture(element, 'small'),
  overflow,
  static_select: (element, at) => select(element, at, options(element)),
  external_select: (element, at) => select(element, at, external(element, at)),
  users_select: (element, at) => select(element, at, people),
  conversations_select: (element, at) => select(element, at, conversations),
  channels_select: (element, at) => select(element, at, channels),
  multi_static_select: (element, at) => select(element, at, options(element)),
  multi_external_select: (element, at) => select(element, at, external(element, at)),
  multi_users_select: (element, at) => select(element, at, people),
  multi_conversations_select: (element, at) => select(element, at, conversations),
  multi_channels_select: (element, at) => select(element, at, channels),
  datepicker: (element, at) => dated(element, at, 'date', 'selected_date', element.initial_date, 'Date'),
  timepicker: (element, at) => dated(element, at, 'time', 'selected_time', element.initial_time, 'Time'),
  radio_buttons: (element, at) => choices(element, at, 'radio'),
  checkboxes: (element, at) => choices(element, at, 'checkbox'),
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
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
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
};

function select(element, at, source) {
  const several = element.type.startsWith('multi_');
  const [name, first] = SELECTED[element.type];
  const initial = { type: element.type, [name]: element[first] ?? (several ? [] : null) };
  const current = at.surface.message?.channel ?? ui.channel;
  if (element.default_to_current_conversation && !element[first] && current) {
    initial[name] = several ? [current] : current;
  }
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

const people = listed(
  () => state.people.filter(({ id }) => id !== 'USLACKBOT').map(({ id, name }) => [id, name]),
  (id) => person(id)?.name ?? id,
);
const named = (id) => {
  const one = state.channels.find((channel) => channel.id === id);
  return one ? channelName(one) : id;
};
const conversations = listed(() => state.channels.map((one) => [one.id, channelName(one)]), named);
const channels = listed(
  () => state.channels.filter(({ kind }) => kind !== 'im').map((one) => [one.id, channelName(one)]),
  named,
);

function listed(all, nameOf) {
  const item = (id, name) => ({ key: id, label: name ?? nameOf(id), value: id });
  return {
    load: (text) => ({
      items: matching(
        all().map(([id, name]) => item(id, name)),
        text,
      ),
    }),
    item: (id) => item(id),
  };
}

// -- dates and times -------------------------------------------------------------------------------------------------

function dated(element, at, type, name, initial, fallback) {
  const field = at.surface.field(at.blockId, at.actionId, { type: element.type, [name]: initial ?? null });
  const node = el('input.text-input.dated', {
    type,
    value: field.value[name] ?? '',
    title: element.placeholder && wordsOf(element.placeholder),
  });
  nameControl(node, element, at, fallback);
  // Typed by keyboard a date changes with each digit, so that the app is told once the field is left.
  let typing = false;
  let waiting = false;
  const tell = () => {
    waiting = false;
    if (at.dispatch && field.value[name]) send(element, at, node, actionOf(element, at, { [name]: field.value[name] }));
  };
  node.addEventListener('keydown', (event) => {
    typing = event.key !== 'Enter';
    if (event.key === 'Enter' && waiting) tell();
  });
  node.addEventListener('pointerdown', () => {
    typing = false;
  });
  node.addEventListener('change', () => {
    field.set({ [name]: node.value || null });
    if (typing) waiting = true;
    else tell();
  });
  node.addEventListener('blur', () => waiting && tell());
  return node;
}

// -- radio buttons and checkboxes ------------------------------------------------------------------------------------

function choices(element, at, type) {
  const several = type === 'checkbox';
  const name = several ? 'selected_options' : 'selected_option';
  const initial = several ? (element.initial_options ?? []) : (element.initial_option ?? null);
  const known = new Set(element.options.map(({ value }) => value));
  const valid = (kept) => [kept[name]].flat().every((option) => !option || known.has(option.value));
  const field = at.surface.field(at.blockId, at.actionId, { type: element.type, [name]: initial }, valid);
  const isChosen = (option) => [field.value[name]].flat().some((one) => one?.value === option.value);
  const group = uid('choice');
  const boxes = element.options.map((option) =>
    el('input', { type, name: group, value: option.value, checked: isChosen(option) }),
  );
  const changed = async () => {
    const before = field.value[name];
    const chosen = element.options.filter((_, index) => boxes[index].checked);
    field.set({ [name]: several ? chosen : (chosen[0] ?? null) });
    if (!at.dispatch) return;
    const sent = await send(element, at, node, actionOf(element, at, { [name]: field.value[name] }));
    if (sent) return;
    field.set({ [name]: before });
    for (const [index, option] of element.options.entries()) boxes[index].checked = isChosen(option);
  };
  const node = el(
    'div.choices',
    { role: several ? 'group' : 'radiogroup', onchange: changed },
    element.options.map((option, index) =>
      el(
        'label.choice',
        {},
        boxes[index],
        el(
          'span',
          {},
          el('span.choice-label', {}, textObject(option.text)),
          option.description && el('span.choice-description', {}, textObject(option.description)),
        ),
      ),
    ),
  );
  if (at.labelledBy) node.setAttribute('aria-labelledby', at.labelledBy);
  else node.setAttribute('aria-label', 'Options');
  if (at.describedBy) node.setAttribute('aria-describedby', at.describedBy);
  if (at.required && !several) node.setAttribute('aria-required', 'true');
  return node;
}

// -- text ------------------------------------------------------------------------------------------------------------

const TYPES = { email_text_input: 'email', url_text_input: 'url', number_input: 'text', plain_text_input: 'text' };

function textInput(element, at) {
  const field = at.surface.field(at.blockId, at.actionId, { type: element.type, value: element.initial_value ?? null });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const attributes = {
    value: field.value.value ?? '',
    placeholder: element.placeholder && wordsOf(element.placeholder),
    maxlength: element.max_length,
    autocomplete: 'off',
    inputmode: element.type === 'number_input' ? 'decimal' : null,
  };
  const node = element.multiline
    ? el('textarea.text-input', { ...attributes, rows: 4 })
    : el('input.text-input', { ...attributes, type: TYPES[element.type] });
  nameControl(node, element, at, 'Text');
  const tell = () => send(element, at, node, actionOf(element, at, { value: field.value.value }));
  let timer = null;
  node.addEventListener('input', () => {
    field.set({ value: node.value === '' ? null : node.value });
    if (!at.dispatch || !triggers.includes('on_character_entered')) return;
    clearTimeout(timer);
    timer = setTimeout(tell, 300);
  });
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || element.multiline || !at.dispatch || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    tell();
  });
  if (element.focus_on_load) node.setAttribute('autofocus', '');
  return node;
}

// -- what they share -------------------------------------------------------------------------------------------------

function naming(element, at) {
  const placeholder = element.placeholder ? wordsOf(element.placeholder) : 'Choose an option';
  return {
    placeholder,
    label: at.label ?? placeholder,
    controlId: at.controlId,
    labelled: Boolean(at.controlId),
    describedBy: at.describedBy,
    required: at.required,
  };
}

function nameControl(node, element, at, fallback) {
  if (at.controlId) node.id = at.controlId;
  else node.setAttribute('aria-label', element.placeholder ? wordsOf(element.placeholder) : fallback);
  set(node, 'aria-describedby', at.describedBy);
  if (at.required) node.setAttribute('aria-required', 'true');
}

function actionOf(element, at, chosen) {
  return { type: element.type, block_id: at.blockId, action_id: at.actionId, ...chosen };
}

async function send(element, at, node, action, also = () => {}) {
  if (element.confirm && !(await confirmed(element.confirm))) {
    node.focus();
    return false;
  }
  also();
  const control = node.matches('button, a, input, textarea') ? node : (node.querySelector('input') ?? node);
  at.surface.act(action, node.matches('.choices') ? node : control);
  return true;
}
