// What Kubernetes says about the cluster: conditions and events, in plain words.
import { h, keyed, set, text } from './dom.js';
import { number, since } from './format.js';
import { icon } from './icons.js';
import { showMore } from './parts.js';

const RECENT = 10;

/** Per condition: what True, False mean, and whether True is good. Progressing is neither. */
const CONDITIONS = {
  Ready: ['Ready', 'Not ready', true],
  MasterAvailable: ['The master answers', 'No master answers', true],
  WorkersAvailable: ['All wanted workers are alive', 'Workers are missing', true],
  Progressing: ['Pods are changing', 'No pod is changing', null],
  Degraded: ['Something needs a person', 'Nothing needs a person', false],
  HistoryAvailable: ['Finished applications are shown', 'Finished applications are not shown', true],
};

function inWords({ type, status }) {
  const [yes, no, good] = CONDITIONS[type] ?? [type, `Not ${type}`];
  if (status === 'Unknown') return [`${yes}: unknown`, 'off', 'unknown'];
  const is = status === 'True';
  if (good === undefined) return [is ? yes : no, 'off', 'info'];
  const words = is ? yes : no;
  if (good === null) return is ? [words, 'busy', 'progressing'] : [words, 'off', 'ready'];
  if (is === good) return [words, good ? 'ok' : 'off', 'ready'];
  return good ? [words, 'warn', 'unavailable'] : [words, 'bad', 'degraded'];
}

export function conditionsSection() {
  const list = h('ul', { class: 'story' });
  const nothing = h('p', { class: 'nothing muted' }, '\u00a0');
  return {
    element: h('section', { class: 'panel', 'aria-labelledby': 'conditions' },
      h('div', { class: 'section-head' }, h('h2', { id: 'conditions' }, 'Conditions')), list, nothing),
    update(conditions) {
      keyed(list, conditions, ({ type }) => type, () => entry(condition => {
        const [words, tone, shape] = inWords(condition);
        return { ...condition, words, tone, shape, time: condition.since, about: condition.type };
      }));
      nothing.hidden = conditions.length > 0;
      text(nothing, 'The operator has not seen this cluster yet.');
    },
  };
}

export function eventsSection() {
  let events = [];
  let all = false;
  const list = h('ul', { class: 'story' });
  const nothing = h('p', { class: 'nothing muted' }, '\u00a0');
  const more = showMore(() => { all = !all; show(); });

  function show() {
    const recent = [...events].sort((a, b) => Date.parse(b.time) - Date.parse(a.time));
    const shown = all ? recent : recent.slice(0, RECENT);
    keyed(list, shown, ({ object, reason, message }) => `${object} ${reason} ${message}`, () => entry(event => ({
      ...event,
      words: event.count > 1 ? `${event.reason} × ${number(event.count)}` : event.reason,
      tone: event.type === 'Warning' ? 'warn' : 'off',
      shape: event.type === 'Warning' ? 'degraded' : 'info',
      about: event.object,
    })));
    more.hidden = recent.length <= RECENT;
    text(more, all ? 'Show fewer' : `Show ${number(recent.length - RECENT)} more`);
    nothing.hidden = recent.length > 0;
    text(nothing, 'Nothing happened lately. Kubernetes keeps events for an hour.');
  }

  return {
    element: h('section', { class: 'panel', 'aria-labelledby': 'events' },
      h('div', { class: 'section-head' }, h('h2', { id: 'events' }, 'Events')), list, nothing, more),
    update(next) {
      events = next;
      show();
    },
  };
}

function entry(read) {
  const mark = h('span', { class: 'mark' });
  const words = h('span', { class: 'words' });
  const about = h('span', { class: 'about mono' });
  const time = since('ago');
  const message = h('p', { class: 'muted' });
  const element = h('li', {}, mark, h('div', { class: 'said' },
    h('p', { class: 'line' }, words, about, time.element), message));
  let shape = null;
  return {
    element,
    update(item) {
      const now = read(item);
      if (now.shape !== shape) mark.replaceChildren(icon(shape = now.shape));
      set(element, 'data-tone', now.tone);
      text(words, now.words);
      text(about, now.about === now.words ? '' : now.about);
      time.update(now.time);
      text(message, now.message);
      message.hidden = !now.message;
    },
  };
}
