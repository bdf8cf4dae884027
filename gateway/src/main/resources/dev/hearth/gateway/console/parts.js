// The small parts that pages are made of.
import { h, set, text } from './dom.js';
import { icon } from './icons.js';

export const MAY_NOT = 'You may look at this cluster, but not change it.';

/** A word with an icon, in the colour of its tone: ok, busy, bad, warn or off. */
function badge(words, fallback) {
  const element = h('span', { class: 'badge' });
  let shown = null;
  return {
    element,
    update(state) {
      if (state === shown) return;
      shown = state;
      const [tone, shape, word] = words[state] ?? fallback(state);
      element.dataset.tone = tone;
      element.replaceChildren(icon(shape), h('span', {}, word));
    },
  };
}

const otherwise = state => ['off', 'unknown', state ? state[0] + state.slice(1).toLowerCase() : 'Unknown'];

export const clusterState = () => badge({
  Ready: ['ok', 'ready', 'Ready'],
  Progressing: ['busy', 'progressing', 'Progressing'],
  Degraded: ['bad', 'degraded', 'Degraded'],
  Suspended: ['off', 'suspended', 'Suspended'],
  Unavailable: ['warn', 'unavailable', 'Unavailable'],
}, otherwise);

export const applicationState = () => badge({
  RUNNING: ['ok', 'running', 'Running'],
  WAITING: ['warn', 'waiting', 'Waiting'],
  FINISHED: ['off', 'ready', 'Finished'],
  FAILED: ['bad', 'unavailable', 'Failed'],
  KILLED: ['off', 'unavailable', 'Killed'],
}, otherwise);

export const workerState = () => badge({
  ALIVE: ['ok', 'ready', 'Alive'],
  STARTING: ['busy', 'progressing', 'Starting'],
  DECOMMISSIONED: ['off', 'suspended', 'Leaving'],
  DEAD: ['bad', 'unavailable', 'Dead'],
  UNKNOWN: ['warn', 'unknown', 'Unknown'],
  MISSING: ['busy', 'progressing', 'Not there yet'],
}, otherwise);

/** A slim bar under a figure. The figure says it all, so the bar is silent. */
export function bar() {
  const fill = h('span', {});
  return {
    element: h('span', { class: 'bar', 'aria-hidden': 'true' }, fill),
    update(used, total) {
      fill.style.width = `${total > 0 ? Math.min(100, 100 * used / total) : 0}%`;
    },
  };
}

/** A link that is there when its address is. */
export function link(words, shape, className = 'button') {
  const element = h('a', { class: className, hidden: true }, words, shape && icon(shape));
  return {
    element,
    update(address) {
      set(element, 'href', address);
      element.hidden = !address;
    },
  };
}

/** The button below a list of which only the first entries are shown at first. */
export function showMore(onclick) {
  return h('button', { type: 'button', class: 'button quiet more', hidden: true, onclick });
}

/** A command to be copied. */
export function command(label) {
  const code = h('code', { tabindex: '0' });
  const element = h('div', { class: 'command' },
    label && h('span', { class: 'label' }, label), code, copyButton(() => code));
  return { element, update: words => text(code, words) };
}

export function copyButton(code) {
  const button = h('button', {
    type: 'button', class: 'button quiet square', 'aria-label': 'Copy', title: 'Copy',
    async onclick() {
      const copied = await copy(code());
      button.replaceChildren(icon(copied ? 'done' : 'copy'));
      set(button, 'aria-label', copied ? 'Copied' : 'Selected, copy it with the keyboard');
      setTimeout(() => { button.replaceChildren(icon('copy')); set(button, 'aria-label', 'Copy'); }, 1600);
    },
  }, icon('copy'));
  return button;
}

/** The clipboard is there on https and localhost only; elsewhere the old way does, or at worst selects the text. */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand('copy');
  }
}

/** Says how an action went: a problem until it is dismissed, anything else for some seconds. */
export function say(problem, fine) {
  const dismiss = () => element.remove();
  const [tone, shape, role] = problem ? ['bad', 'degraded', 'alert'] : ['ok', 'done', 'status'];
  const element = h('div', { class: 'message', 'data-tone': tone, role },
    icon(shape),
    h('div', {}, h('p', {}, problem ? problem.error : fine),
      problem?.advice && h('p', { class: 'muted' }, problem.advice)),
    h('button', { type: 'button', class: 'button quiet square', 'aria-label': 'Dismiss', onclick: dismiss },
      icon('close')));
  document.getElementById('messages').append(element);
  if (!problem) setTimeout(dismiss, 5_000);
}

/** Asks before something is done that cannot be undone; answers whether to do it. */
export function ask(question, consequence, yes) {
  return new Promise(answer => {
    const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'question', 'aria-describedby': 'consequence' },
      h('h2', { id: 'question' }, question),
      h('p', { id: 'consequence', class: 'muted' }, consequence),
      h('div', { class: 'row end' },
        h('button', { type: 'button', class: 'button', autofocus: true, onclick: () => dialog.close('') }, 'Cancel'),
        h('button', { type: 'button', class: 'button danger', onclick: () => dialog.close('yes') }, yes)));
    dialog.addEventListener('close', () => { dialog.remove(); answer(dialog.returnValue === 'yes'); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
