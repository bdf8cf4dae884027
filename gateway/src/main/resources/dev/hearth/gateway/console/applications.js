// The applications: what runs and waits first, then what ended last.
import { h, keyed, set, text } from './dom.js';
import { lasting, many, number, since, size } from './format.js';
import { href } from './live.js';
import { applicationState, showMore } from './parts.js';

const ENDED = 8;
const COLUMNS = ['State', 'Application', 'User', 'Cores', 'Memory', 'Started', 'Duration', 'Actions'];
const ORDER = ['RUNNING', 'WAITING'];
const isLive = application => ORDER.includes(application.state);

export function applicationsSection(stop) {
  let detail = null;
  let colour = null;
  let all = false;

  const count = h('span', { class: 'muted' });
  const body = h('tbody', { role: 'rowgroup' });
  const table = h('table', { class: 'applications', role: 'table', 'aria-labelledby': 'applications', hidden: true },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      COLUMNS.map(name => h('th', { role: 'columnheader', scope: 'col', class: `a-${name.toLowerCase()}` }, name)))),
    body);
  const nothing = h('p', { class: 'nothing muted' }, '\u00a0');
  const more = showMore(() => { all = !all; show(); });
  const element = h('section', { class: 'panel', 'aria-labelledby': 'applications' },
    h('div', { class: 'section-head' }, h('h2', { id: 'applications' }, 'Applications'), count), table, nothing, more);

  function show() {
    const ended = detail.applications.filter(application => !isLive(application))
      .sort((a, b) => time(b.ended) - time(a.ended));
    const going = detail.applications.filter(isLive)
      .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || time(a.started) - time(b.started));
    keyed(body, [...going, ...(all ? ended : ended.slice(0, ENDED))], ({ id }) => id,
      application => row(application, stop), { colour, may: detail.may.update });
    table.hidden = detail.applications.length === 0;
    nothing.hidden = detail.applications.length > 0;
    text(nothing, 'No application has run here yet. The commands above start one.');
    more.hidden = ended.length <= ENDED;
    text(more, all ? 'Show fewer' : `Show ${number(ended.length - ENDED)} more that ended`);
    const waiting = going.filter(({ state }) => state === 'WAITING').length;
    text(count, [
      `${number(going.length - waiting)} running`,
      waiting && `${number(waiting)} waiting`,
      `${number(ended.length)} ended`,
    ].filter(Boolean).join(' · '));
  }

  return {
    element,
    update(next, colours) {
      detail = next;
      colour = colours;
      show();
    },
  };
}

const time = iso => iso ? Date.parse(iso) : 0;

function row({ id }, stop) {
  let now = null;
  const state = applicationState();
  const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  const name = h('a', { class: 'name', 'data-app': id });
  const user = h('span', {});
  const cores = h('span', { class: 'figure' });
  const each = h('span', { class: 'figure' });
  const started = since('ago');
  const duration = lasting();
  const button = h('button', { type: 'button', class: 'button small', hidden: true, onclick: () => stop(now) }, 'Stop');

  const element = h('tr', { role: 'row', 'data-app': id },
    cell('state', state.element),
    cell('application', swatch, h('span', { class: 'named' }, name, h('span', { class: 'muted mono id' }, id))),
    cell('user', user),
    cell('cores', cores, h('span', { class: 'hint' }, ' cores')),
    cell('memory', each, h('span', { class: 'hint' }, ' each')),
    cell('started', h('span', { class: 'hint' }, 'started '), started.element),
    cell('duration', h('span', { class: 'figure' }, duration.element)),
    cell('actions', button));

  return {
    element,
    update(application, { colour, may }) {
      now = application;
      set(swatch, 'class', `swatch ${isLive(now) ? colour.of(id) : 'ended'}`);
      swatch.classList.toggle('hollow', now.state === 'WAITING');
      button.hidden = !may || !isLive(now);
      state.update(application.state);
      set(element, 'data-state', application.state);
      text(name, application.name || id);
      set(name, 'href', href(application.link));
      text(user, application.user);
      text(cores, isLive(application) || application.cores ? number(application.cores) : '–');
      set(cores, 'data-tone', application.cores ? null : 'off');
      text(each, application.memoryPerExecutorMiB ? size(application.memoryPerExecutorMiB) : '–');
      started.update(application.started);
      duration.update(isLive(application) || application.ended ? application.started : null, application.ended);
      set(button, 'aria-label', `Stop ${application.name || id}`);
    },
  };
}

const cell = (name, ...children) => h('td', { role: 'cell', class: `a-${name}` }, ...children);
