// Talks to the gateway: a stream of events in, actions out.

export const base = document.documentElement.dataset.base;

/** The address of a page whose path the gateway told, or null. A path that would lead to another host is none. */
export const href = path => path && path.startsWith('/') && !path.startsWith('//') ? base + path : null;

const HIDDEN_FOR_TOO_LONG = 60_000;
const WORTH_A_WORD = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Listens to a stream for as long as the page is open. A browser reconnects by itself unless the answer was an error:
 * then this asks whether the session is over, and tries again if not. A page that nobody looks at gives its connection
 * back, since a browser has but six of them per host.
 */
export function live(path, handlers) {
  let source = null;
  let pause = 1_000;
  let timer = 0;

  function open() {
    close();
    const mine = source = new EventSource(base + path);
    mine.onopen = () => { pause = 1_000; connection(true); };
    mine.onerror = async () => {
      connection(false);
      if (mine !== source || mine.readyState !== EventSource.CLOSED) return;
      await leaveIfLoggedOut();
      if (mine !== source) return;
      timer = setTimeout(open, pause);
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      mine.addEventListener(name, event => handle(JSON.parse(event.data)));
    }
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  let hiding = 0;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, HIDDEN_FOR_TOO_LONG);
    else if (!source) open();
  });
  open();
}

let lost = 0;

function connection(up) {
  const element = document.getElementById('connection');
  if (up) {
    clearTimeout(lost);
    lost = 0;
    element.textContent = '';
  } else if (!lost) {
    lost = setTimeout(() => { element.textContent = 'Reconnecting…'; }, WORTH_A_WORD);
  }
}

const isLogin = response => response.status === 401 || response.type === 'opaqueredirect';

function login() {
  location.assign(`${base}/-/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}

async function leaveIfLoggedOut() {
  try {
    if (isLogin(await fetch(`${base}/-/whoami`, { redirect: 'manual', cache: 'no-store' }))) login();
  } catch {
    // The gateway is away, which says nothing about the session.
  }
}

/** Asks the gateway to do something; answers null, or {error, advice} in sentences. */
export async function act(path, fields) {
  let response;
  try {
    response = await fetch(base + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'X-Hearth-CSRF': document.querySelector('meta[name=csrf]').content },
      body: new URLSearchParams(fields),
    });
  } catch {
    return { error: 'The gateway did not answer.', advice: 'Look whether it was done before you try again.' };
  }
  if (response.ok) return null;
  if (isLogin(response)) {
    login();
    return { error: 'Your session is over.', advice: 'Log in again.' };
  }
  const problem = await response.json().catch(() => null);
  return problem?.error ? problem : { error: `The gateway answered ${response.status}.`, advice: 'Its log says more.' };
}
