// Block Kit's blocks as DOM.

import { el, keepingFocus, uid } from './dom.js';
import { renderElement } from './elements.js';
import { picture } from './pictures.js';
import { textObject, wordsOf } from './mrkdwn.js';
import { Listbox } from './popup.js';
import { richText } from './richtext.js';

const drawn = new WeakMap();

/** An empty holder of blocks. */
export function blocksHolder() {
  return el('div.blocks');
}

/** Shows these blocks in the holder: the DOM of those that have not changed stays, and so does the focus. */
export function showBlocks(holder, blocks, surface) {
  const before = drawn.get(holder) ?? new Map();
  const now = new Map();
  for (const [index, block] of (Array.isArray(blocks) ? blocks : []).entries()) {
    const id = String(block?.block_id ?? `block-${index}`);
    const key = now.has(id) ? `${id} ${index}` : id;
    const text = JSON.stringify(block);
    const old = before.get(key);
    if (old?.text === text) {
      now.set(key, old);
      continue;
    }
    surface.forget(id);
    now.set(key, { text, id, node: draw(block, id, surface) });
  }
  for (const [key, { id }] of before) if (!now.has(key)) surface.forget(id, true);
  drawn.set(holder, now);
  keepingFocus(holder, () =>
    arrange(
      holder,
      [...now.values()].map(({ node }) => node),
    ),
  );
  Listbox.dropOrphans();
}

/** Makes these nodes, in this order, the children of the holder. */
export function arrange(holder, wanted) {
  // Moving a node takes the focus from it, so that what stands where it should is left alone.
  const keep = new Set(wanted);
  for (const child of [...holder.children]) if (!keep.has(child)) child.remove();
  for (const [index, node] of wanted.entries()) {
    if (holder.children[index] !== node) holder.insertBefore(node, holder.children[index] ?? null);
  }
}

function draw(block, blockId, surface) {
  try {
    const node = (DRAW[block.type] ?? unsupported)(block, { blockId, surface });
    node.dataset.blockId = blockId;
    return node;
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return el('div.unsupported', {}, `malformed block: ${block?.type ?? 'without a type'}`);
  }
}

const DRAW = {
  header: (block) => el('h3.block.header', {}, textObject(block.text)),
  section,
  context: (block) => el('div.block.context', {}, block.elements.map(contextElement)),
  divider: () => el('hr.block.divider'),
  actions: (block, at) => el('div.block.actions', {}, pressable(block, at)),
  context_actions: (block, at) => el('div.block.context-actions', {}, pressable(block, at)),
  image: (block) =>
    el('figure.block.image', {}, block.title && el('figcaption', {}, textObject(block.title)), picture(block, 'wide')),
  rich_text: (block) => el('div.block.rich', {}, richText(block)),
  input,
};

function pressable(block, at) {
  return block.elements.map((element, index) => renderElement(element, { ...at, index, dispatch: true }));
}

function unsupported(block) {
  return el('div.block.unsupported', {}, `unsupported block: ${block.type}`);
}

function section(block, at) {
  const labelId = uid('text');
  const accessory = block.accessory;
  const body = el(
    'div.section-body',
    {},
    block.text && el('div.text', { id: labelId }, textObject(block.text)),
    block.fields &&
      el(
        'div.fields',
        {},
        block.fields.map((field) => el('div.text.field', {}, textObject(field))),
      ),
  );
  const name = block.text ? labelId : null;
  const beside =
    accessory &&
    el('div.accessory', {}, renderElement(accessory, { ...at, index: 0, dispatch: true, labelledBy: name }));
  return el('div.block.section', {}, body, beside);
}

function contextElement(element) {
  return element.type === 'image' ? picture(element, 'tiny') : el('div.text', {}, textObject(element));
}

function input(block, at) {
  const labelId = uid('label');
  const controlId = uid('control');
  const hintId = block.hint ? uid('hint') : null;
  const label = [textObject(block.label), block.optional && el('span.optional', {}, ' (optional)')];
  const control = renderElement(block.element, {
    ...at,
    index: 0,
    dispatch: block.dispatch_action === true,
    inInput: true,
    optional: block.optional === true,
    labelledBy: labelId,
    label: wordsOf(block.label),
    controlId,
    describedBy: hintId,
    required: block.optional !== true,
  });
  return el(
    'div.block.input',
    {},
    el('label.label', { id: labelId, for: controlId }, label),
    control,
    block.hint && el('p.hint', { id: hintId }, textObject(block.hint)),
  );
}
