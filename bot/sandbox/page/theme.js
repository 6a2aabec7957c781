// Light, dark, or as the system says.

import { fill } from './dom.js';
import { icon } from './icons.js';

const KEY = 'azrel-sandbox-theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const ICONS = { auto: 'auto', light: 'sun', dark: 'moon' };

/** Puts the theme on the page. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

/** Makes of a button the toggle of the theme. */
export function themeToggle(button) {
  const show = () => {
    applyTheme();
    button.setAttribute('aria-label', `Theme: ${theme()}`);
    button.title = `Theme: ${theme()}`;
    fill(button, icon(ICONS[theme()]));
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, NEXT[theme()]);
    show();
  });
  show();
  return button;
}

function theme() {
  const kept = localStorage.getItem(KEY);
  return kept in NEXT ? kept : 'auto';
}
