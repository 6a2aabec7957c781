// Images in blocks.

import { el, webAddress } from './dom.js';

/** An image of a block, element or accessory; one that cannot be loaded shows its words. */
export function picture(image, kind) {
  const alt = String(image.alt_text ?? '');
  const source = webAddress(image.image_url);
  const words = el(`span.no-picture.${kind}`, { role: 'img', 'aria-label': alt }, alt);
  if (!source) return words;
  const made = el(`img.picture.${kind}`, { src: source, alt, loading: 'lazy', referrerpolicy: 'no-referrer' });
  made.addEventListener('error', () => made.replaceWith(words));
  return made;
}
