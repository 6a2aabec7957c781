// Elements and text nodes: the only way in which this page makes DOM.

let made = 0;

/** A fresh id for an element that another one must point at. */
export function uid(stem) {
  made += 1;
  return `${stem}-${made}`;
}

/** Makes an element: el('p.note', {title: 'x', onclick: f}, 'text', node, [more]). Null children are left out. */
export function el(spec, attributes, ...children) {
  const [tag, ...classes] = spec.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  element.append(...nodes(children));
  return element;
}

/** Replaces the element's content by the children. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** Sets or (for null) removes an attribute, listener (onclick) or property (value). */
export function set(element, name, value) {
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'dataset') Object.assign(element.dataset, value);
  else if (name === 'value') element[name] = value;
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** The web address if it is an http: or https: one, else null. */
export function webAddress(text) {
  let url;
  try {
    url = new URL(String(text));
  } catch {
    return null;
  }
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** A link to a web address; whatever is not one stays plain text. */
export function link(address, ...label) {
  const href = webAddress(address);
  if (!href) return el('span.dead-link', { title: 'Not a web address' }, ...label);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...label);
}

/** Focuses again, in the tree that replaced another, the control which had the same data-key. */
export function keepingFocus(root, change) {
  const before = root.contains(document.activeElement) ? document.activeElement : null;
  const key = before?.closest('[data-key]')?.dataset.key;
  const range = before && 'selectionStart' in before ? [before.selectionStart, before.selectionEnd] : null;
  change();
  if (!key || root.contains(document.activeElement)) return;
  const holder = [...root.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key);
  if (!holder) return;
  const control = holder.matches('input, textarea, button, a')
    ? holder
    : holder.querySelector('input, textarea, button');
  control?.focus({ preventScroll: true });
  if (range?.[0] !== null && range && control?.setSelectionRange && isText(control))
    control.setSelectionRange(...range);
}

function isText(control) {
  return control.tagName === 'TEXTAREA' || control.type === 'text';
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
