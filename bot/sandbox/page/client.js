// The stream of events, and requests.

import { EVENT_NAMES, state, take } from './store.js';
import { toast } from './toast.js';

const AGAIN_AFTER = 1500;
let source = null;
let timer = null;

/** Opens the stream as this person, or the other one if there is no such person; onLink hears whether it is up. */
export function connect(as, onLink, otherwise = as) {
  clearTimeout(timer);
  source?.close();
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

/** Posts to the sandbox as the viewer: the answer, {"ok": false, "error"} included. */
export async function post(path, body) {
  try {
    const answer = await fetch(`/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: state.me, ...body }),
    });
    const data = await answer.json();
    return data.ok ? data : { ok: false, error: data.error ?? `The sandbox answered ${answer.status}.` };
  } catch {
    return { ok: false, error: 'The sandbox does not answer. Is it still running?' };
  }
}

/** Posts, and shows an error as a toast. */
export async function ask(path, body) {
  const answer = await post(path, body);
  if (!answer.ok) toast(answer.error, 'error');
  return answer;
}
