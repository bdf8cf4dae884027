// The list of all clusters.
import { h, keyed, set, text } from './dom.js';
import { many, memory, number, share, since } from './format.js';
import { icon } from './icons.js';
import { base, href } from './live.js';
import { bar, clusterState, command, link } from './parts.js';

const HANDFUL = 6;
const TROUBLE = ['Degraded', 'Unavailable'];
const COLUMNS = ['State', 'Cluster', 'Workers', 'Cores', 'Memory', 'Running', 'Waiting', 'Finished', 'Age', 'Pages'];

export function clustersPage() {
  let clusters = null;

  const summary = h('p', { class: 'muted' }, '\u00a0');
  const filter = h('input', {
    type: 'search', placeholder: 'Filter', 'aria-label': 'Filter by name, namespace or state', 'aria-keyshortcuts': '/',
    autocomplete: 'off', spellcheck: 'false', oninput: remember,
  });
  const search = h('label', { class: 'search', hidden: true },
    icon('search'), filter, h('kbd', { 'aria-hidden': 'true' }, '/'));
  const body = h('tbody', { role: 'rowgroup' });
  const table = h('table', { class: 'clusters panel', role: 'table', 'aria-label': 'Clusters' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      COLUMNS.map(name => h('th', { role: 'columnheader', scope: 'col', class: `c-${name.toLowerCase()}` }, name)))),
    body);
  const up = command();
  up.update('hearth up demo');
  const empty = h('div', { class: 'panel empty', hidden: true },
    h('img', { src: `${base}/-/static/icon.svg`, alt: '', width: 56, height: 56 }),
    h('h2', {}, 'No cluster is lit yet'),
    h('p', { class: 'muted' }, 'Make the first one. It appears here by itself, as soon as you may see it.'),
    up.element);
  const none = h('p', { class: 'panel empty muted', hidden: true });

  const element = h('div', { class: 'page', 'aria-busy': 'true' },
    h('div', { class: 'head' }, h('div', {}, h('h1', {}, 'Clusters'), summary), search), table, empty, none);

  filter.value = new URLSearchParams(location.search).get('filter') ?? '';
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || search.hidden) return;
    if (event.target.closest('input, textarea, dialog')) return;
    event.preventDefault();
    filter.focus();
    filter.select();
  });

  function remember() {
    const wanted = filter.value.trim();
    history.replaceState(null, '', wanted ? `?filter=${encodeURIComponent(wanted)}` : location.pathname);
    show();
  }

  function show() {
    const wanted = filter.value.trim().toLowerCase();
    if (!clusters) return;
    const matching = clusters.filter(cluster => wanted.split(/\s+/).every(part =>
      `${cluster.namespace}/${cluster.name} ${cluster.state}`.toLowerCase().includes(part)));
    keyed(body, matching, cluster => `${cluster.namespace}/${cluster.name}`, row);
    search.hidden = clusters.length <= HANDFUL && !wanted;
    table.hidden = matching.length === 0;
    empty.hidden = clusters.length > 0;
    none.hidden = clusters.length === 0 || matching.length > 0;
    text(none, `No cluster has “${wanted}” in its name, namespace or state.`);
  }

  return {
    element,
    update(list) {
      clusters = [...list].sort(byTroubleThenName);
      set(element, 'aria-busy', null);
      text(summary, summarize(clusters));
      show();
    },
  };
}

function byTroubleThenName(a, b) {
  const trouble = cluster => TROUBLE.includes(cluster.state) ? TROUBLE.indexOf(cluster.state) : TROUBLE.length;
  return trouble(a) - trouble(b)
    || a.namespace.localeCompare(b.namespace)
    || a.name.localeCompare(b.name, undefined, { numeric: true });
}

function summarize(clusters) {
  if (clusters.length === 0) return '\u00a0';
  const sum = figure => clusters.reduce((total, cluster) => total + figure(cluster), 0);
  const troubled = clusters.filter(cluster => TROUBLE.includes(cluster.state)).length;
  return [
    many(clusters.length, 'cluster'),
    `${number(sum(cluster => cluster.cores.used))} of ${many(sum(cluster => cluster.cores.total), 'core')} in use`,
    many(sum(cluster => cluster.applications.running), 'application') + ' running',
    troubled > 0 && `${number(troubled)} in trouble`,
  ].filter(Boolean).join(' · ');
}

function row(cluster) {
  const { namespace, name } = cluster;
  const page = `${base}/-/clusters/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  const state = clusterState();
  const workers = h('span', { class: 'figure' });
  const cores = figureWithBar();
  const mib = figureWithBar();
  const counts = ['running', 'waiting', 'completed'].map(() => h('span', { class: 'figure' }));
  const age = since('age');
  const master = link('Spark master', null, 'link');
  const logs = link('History', null, 'link');
  const reason = h('td', { class: 'c-reason', role: 'cell', hidden: true });

  const element = h('tr', { role: 'row' },
    cell('state', state.element),
    cell('cluster',
      h('a', { class: 'name', href: page }, name),
      h('span', { class: 'namespace muted' }, h('span', { class: 'hint' }, 'in '), namespace)),
    cell('workers', h('span', { class: 'hint' }, 'Workers'), workers),
    cell('cores', h('span', { class: 'hint' }, 'Cores'), cores.element),
    cell('memory', h('span', { class: 'hint' }, 'Memory'), mib.element),
    cell('running', counts[0], h('span', { class: 'hint' }, ' running')),
    cell('waiting', counts[1], h('span', { class: 'hint' }, ' waiting')),
    cell('finished', counts[2], h('span', { class: 'hint' }, ' finished')),
    cell('age', age.element, h('span', { class: 'hint' }, ' old')),
    cell('pages', master.element, logs.element),
    reason);

  return {
    element,
    update(now) {
      const { alive, desired } = now.workers;
      state.update(now.state);
      text(workers, `${number(alive)} / ${number(desired)}`);
      set(workers, 'data-tone', alive < desired ? 'warn' : alive === 0 ? 'off' : null);
      cores.update(share(now.cores), now.cores);
      mib.update(memory(now.memoryMiB), now.memoryMiB);
      [now.applications.running, now.applications.waiting, now.applications.completed].forEach((count, i) => {
        text(counts[i], number(count));
        set(counts[i], 'data-tone', !count ? 'off' : i === 1 ? 'warn' : null);
      });
      age.update(now.created);
      master.update(href(now.links.master));
      logs.update(href(now.links.history));
      reason.hidden = now.state === 'Ready' || !now.reason;
      text(reason, now.reason);
    },
  };
}

const cell = (name, ...children) => h('td', { role: 'cell', class: `c-${name}` }, ...children);

function figureWithBar() {
  const figure = h('span', { class: 'figure' });
  const slim = bar();
  return {
    element: h('span', { class: 'metered' }, figure, slim.element),
    update(words, { used, total }) {
      text(figure, words);
      set(figure, 'data-tone', total ? null : 'off');
      slim.update(used, total);
    },
  };
}
