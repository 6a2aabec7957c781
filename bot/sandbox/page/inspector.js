// The inspector: how a question was read, and what the app sent.

import { clock, moment } from './dates.js';
import { el, fill, uid } from './dom.js';
import { icon } from './icons.js';
import { mrkdwn } from './mrkdwn.js';
import { paneHead, showPane } from './pane.js';
import { narrow } from './navigation.js';
import { channel, channelName, keyOf, newestPayload, on, person, state, ui } from './store.js';

const KEY = 'azrel-sandbox-inspector';
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
const pane = document.getElementById('inspector');
const button = el(
  'button.inspect',
  { type: 'button', 'aria-expanded': 'false', 'aria-controls': 'inspector', onclick: () => toggle(pane.hidden) },
  icon('lens'),
  el('span', {}, 'Inspect'),
);
const tabs = [];
const panels = {};
const foot = el('footer.pane-foot');
let current = 'reading';

/** The header's button that opens the inspector. */
export function inspectButton() {
  return button;
}

/** Builds the inspector and listens. */
export function startInspector() {
  panels.reading = panel('reading', 'How it was read');
  panels.json = panel('json', 'JSON');
  fill(
    pane,
    paneHead('inspector-title', 'Inspector', () => toggle(false)),
    el('div.tabs', { role: 'tablist', 'aria-label': 'Inspector', onkeydown: walk }, tabs),
    panels.reading,
    panels.json,
    foot,
  );
  pane.addEventListener('keydown', (event) => event.key === 'Escape' && toggle(false));
  on('state reading', drawReading);
  on('state messages', drawJson);
  on('knowledge', drawFoot);
  choose('reading');
  show(localStorage.getItem(KEY) === 'open' && !narrow.matches);
}

/** Opens the inspector at a message's JSON. */
export function showJson(message) {
  ui.inspected = keyOf(message);
  drawJson();
  choose('json');
  toggle(true);
  tabs[1].focus();
}

function toggle(open) {
  const inside = pane.contains(document.activeElement);
  show(open);
  localStorage.setItem(KEY, open ? 'open' : 'closed');
  if (!open && inside) button.focus();
  if (open && narrow.matches) tabs.find((tab) => tab.tabIndex === 0).focus();
}

function show(open) {
  showPane(pane, open);
  button.setAttribute('aria-expanded', String(open));
}

function panel(name, title) {
  const tabId = uid('tab');
  const panelId = uid('panel');
  tabs.push(
    el(
      'button.tab',
      {
        type: 'button',
        role: 'tab',
        id: tabId,
        'aria-controls': panelId,
        dataset: { name },
        onclick: () => choose(name),
      },
      title,
    ),
  );
  return el('div.panel', { role: 'tabpanel', id: panelId, 'aria-labelledby': tabId, tabindex: '0' });
}

function choose(name) {
  current = name;
  for (const tab of tabs) {
    const chosen = tab.dataset.name === name;
    tab.setAttribute('aria-selected', String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    panels[tab.dataset.name].hidden = !chosen;
  }
}

function walk(event) {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  choose(current === 'reading' ? 'json' : 'reading');
  tabs.find((tab) => tab.dataset.name === current).focus();
}

function drawReading() {
  const { reading } = state;
  if (!reading) {
    fill(panels.reading, el('p.nothing', {}, 'Ask something: how the question was understood is shown here.'));
    return;
  }
  fill(
    panels.reading,
    el('p.asked', {}, 'Question'),
    reading.question.trim()
      ? el('div.question', {}, mrkdwn(reading.question))
      : el('div.question.nothing', {}, '(nothing)'),
    el('p.asked', {}, 'How it was read'),
    el(
      'div.explanation',
      {},
      reading.explanation.split('\n').map((line) => el('div', {}, line)),
    ),
  );
}

function drawJson() {
  const chosen = ui.inspected && state.messages.get(ui.inspected);
  const message = chosen?.payload ? chosen : newestPayload();
  if (!message) {
    fill(panels.json, el('p.nothing', {}, 'What the app sends is shown here.'));
    return;
  }
  const text = JSON.stringify(message.payload, null, 2);
  const signature = `${keyOf(message)} ${chosen ? 'chosen' : 'newest'} ${text}`;
  if (panels.json.signature === signature) return;
  panels.json.signature = signature;
  const where = channel(message.channel);
  const author = person(message.user)?.name ?? message.user;
  const words = `${author} at ${clock(moment(message.ts))}${where ? ` in ${channelName(where)}` : ''}`;
  const copy = el('button.button.copy', { type: 'button', onclick: () => copied(copy, text) }, 'Copy');
  fill(
    panels.json,
    el(
      'div.json-head',
      {},
      el('p', {}, words, chosen ? '' : ' (the newest)'),
      chosen && el('button.button', { type: 'button', onclick: newest }, 'Show the newest'),
      copy,
    ),
    el('pre.json', { tabindex: '0', 'aria-label': 'JSON' }, coloured(text)),
  );
}

function newest() {
  ui.inspected = null;
  drawJson();
  panels.json.focus();
}

async function copied(copy, text) {
  try {
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
  } catch {
    copy.textContent = 'Could not copy';
  }
  setTimeout(() => {
    copy.textContent = 'Copy';
  }, 2000);
}

function coloured(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) out.push(text.slice(from, match.index));
    if (match[2]) out.push(el('span.json-key', {}, match[1]), match[2]);
    else out.push(el(match[1] ? 'span.json-text' : 'span.json-other', {}, match[0]));
    from = match.index + match[0].length;
  }
  return [...out, text.slice(from)];
}

function drawFoot() {
  const { knowledge } = state;
  if (!knowledge) return;
  const item = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, String(value)));
  fill(
    foot,
    el('p.knowledge-title', {}, knowledge.title),
    el(
      'dl',
      {},
      item('Revision', knowledge.revision),
      item('Facts', knowledge.facts),
      item('Partners', knowledge.partners),
    ),
  );
}
