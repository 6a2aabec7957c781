// Line icons, drawn here so that nothing is loaded from elsewhere.

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  hash: ['M9 4 7 20', 'M17 4l-2 16', 'M4 9h16', 'M4 15h16'],
  menu: ['M4 7h16', 'M4 12h16', 'M4 17h16'],
  close: ['M6 6l12 12', 'M18 6 6 18'],
  send: ['M4 5l16 7-16 7 3-7z', 'M7 12h6'],
  bolt: ['M13 3 5 14h6l-1 7 8-11h-6z'],
  thread: ['M5 5h14v10H11l-4 4v-4H5z'],
  more: ['M5 12h.01', 'M12 12h.01', 'M19 12h.01'],
  braces: ['M9 4H8a2 2 0 0 0-2 2v4l-2 2 2 2v4a2 2 0 0 0 2 2h1', 'M15 4h1a2 2 0 0 1 2 2v4l2 2-2 2v4a2 2 0 0 1-2 2h-1'],
  eye: ['M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7z', 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'],
  lens: ['M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z', 'M16 16l5 5'],
  down: ['M12 5v14', 'M6 13l6 6 6-6'],
  chevron: ['M6 9l6 6 6-6'],
  sun: [
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
    'M12 2v2',
    'M12 20v2',
    'M2 12h2',
    'M20 12h2',
    'M5 5l1.5 1.5',
    'M17.5 17.5 19 19',
    'M5 19l1.5-1.5',
    'M17.5 6.5 19 5',
  ],
  moon: ['M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z'],
  auto: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 3v18', 'M12 7h5.5', 'M12 11h8.5', 'M12 15h8'],
  'thumb-up': ['M7 11v9H4v-9z', 'M7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.8 20H7'],
  'thumb-down': ['M7 13V4H4v9z', 'M7 13l4 8a2.5 2.5 0 0 0 2.5-2.5V15H19a2 2 0 0 0 2-2.3l-1.2-7A2 2 0 0 0 17.8 4H7'],
  warning: ['M12 4 2.5 20h19z', 'M12 10v4', 'M12 17h.01'],
};

/** A decorative icon: the control that holds it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
