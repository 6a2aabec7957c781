// Slack's short names of emoji.

const SHORTCODE = /:([\p{L}\p{N}_+'-]{1,100}):(?::skin-tone-([2-6]):)?/gu;
// Where a skin tone goes: after the first character of joined ones (👩🏽‍🚀), in place of its selector; else at the end.
const TONED = /^(.)\uFE0F?(?=\u200D|$)|$/u;
let characters = new Map();

/** Loads the names once; without them shortcodes simply stay as typed. */
export async function loadEmoji() {
  try {
    const answer = await fetch(new URL('./emoji.json', import.meta.url));
    if (answer.ok) characters = new Map(Object.entries(await answer.json()).map(coloured));
  } catch {
    // The page works without.
  }
}

/** The character of a short name, or null. */
export function emoji(name, tone) {
  const character = characters.get(name);
  if (!character) return null;
  return tone ? character.replace(TONED, `$1${characters.get(`skin-tone-${tone}`) ?? ''}`) : character;
}

/** The text with every known :shortcode: replaced by its character. */
export function withEmoji(text) {
  return text.replace(SHORTCODE, (typed, name, tone) => emoji(name, tone) ?? typed);
}

/** The shortcode at this position of the text: {length, character}, or null. */
export function emojiAt(text, at) {
  const match = /^:([\p{L}\p{N}_+'-]{1,100}):(?::skin-tone-([2-6]):)?/u.exec(text.slice(at, at + 120));
  const character = match && emoji(match[1], match[2]);
  return character ? { length: match[0].length, character } : null;
}

// Old symbols (☕) are drawn in black by some fonts unless the variation selector asks for the emoji.
function coloured([name, character]) {
  return [name, character.length === 1 ? `${character}\uFE0F` : character];
}
