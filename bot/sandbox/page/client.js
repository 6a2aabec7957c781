// The stream of events, and requests.

import { EVENT_NAMES, state, take } from './store.js';
import { toast } from './toast.js';

const AGAIN_AFTER = 1500;
const PATIENCE = 15_000;
const GONE = 'The sandbox does not answer. Is it still running?';
const LATE = 'The sandbox has not answered for 15 seconds. Is it still running, or open in too many windows?';
let wanted = null;
let source = null;
let timer = null;

/** Opens the stream as this person, or the other one if there is no such person; onLink gets true while it is up. */
export function connect(as, onLink, otherwise = as) {
  wanted = { as, onLink, otherwise };
  open();
}

// A browser allows few connections to one host, so a page that nobody looks at does without the stream.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) close();
  else if (wanted && !source) open();
});

function open() {
  close();
  if (document.hidden) return;
  const { as, onLink, otherwise } = wanted;
  const mine = new EventSource(`/sandbox/stream?as=${encodeURIComponent(as)}`);
  source = mine;
  let isKnown = false;
  for (const name of EVENT_NAMES) {
    mine.addEventListener(name, (event) => {
      if (source !== mine) return;
      if (name === 'state') {
        isKnown = true;
        onLink(true);
      }
      take(name, JSON.parse(event.data));
    });
  }
  mine.addEventListener('error', () => {
    if (source !== mine) return;
    onLink(false);
    // A stream that was refused outright is not tried again by the browser.
    const next = isKnown ? as : otherwise;
    if (mine.readyState === EventSource.CLOSED) timer = setTimeout(() => connect(next, onLink), AGAIN_AFTER);
  });
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

/** Posts to the sandbox as the viewer: the answer, {"ok": false, "error"} included. */
export async function post(path, body) {
  try {
    const answer = await fetch(`/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: state.me, ...body }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const data = await answer.json();
    return data.ok ? data : { ok: false, error: data.error ?? `The sandbox answered ${answer.status}.` };
  } catch (problem) {
    return { ok: false, error: problem.name === 'TimeoutError' ? LATE : GONE };
  }
}

/** Posts, and shows an error as a toast. */
export async function ask(path, body) {
  const answer = await post(path, body);
  if (!answer.ok) toast(answer.error, 'error');
  return answer;
}
