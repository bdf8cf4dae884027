// The masters, and the workers as a live picture: one tile each, one square per core.
import { h, keyed, s, set, text } from './dom.js';
import { many, memory, number } from './format.js';
import { icon } from './icons.js';
import { href } from './live.js';
import { bar, workerState } from './parts.js';

const LEGEND = 12;

/** The more workers, the smaller: square and gap in pixels, and the longest row. */
const DENSITIES = {
  roomy: { upTo: 24, square: 18, gap: 4, row: 8 },
  compact: { upTo: 60, square: 10, gap: 3, row: 8 },
  dense: { upTo: Infinity, square: 7, gap: 2, row: 8 },
};

export function workersSection(cluster, scale, drain) {
  const count = h('span', { class: 'muted' });
  const masters = h('ul', { class: 'masters' });
  const legend = h('ul', { class: 'legend', role: 'list', 'aria-label': 'Colours of the applications' });
  const more = h('span', { class: 'muted', hidden: true });
  const grid = h('ul', { class: 'workers', 'aria-label': 'Workers' });
  const nothing = h('p', { class: 'nothing muted', hidden: true });
  const element = h('section', { class: 'panel', 'aria-labelledby': 'workers' },
    h('div', { class: 'section-head' }, h('h2', { id: 'workers' }, 'Workers'), count, scale),
    masters, grid, nothing, h('div', { class: 'legend-row' }, legend, more));

  return {
    element,
    update(detail, colour) {
      const { spec, state, applications } = detail;
      const workers = withMissing(detail);
      const alive = workers.filter(worker => worker.state === 'ALIVE').length;
      text(count, spec.suspend ? 'suspended'
        : alive > spec.replicas ? `${number(alive)} alive, ${number(spec.replicas)} wanted`
        : `${number(alive)} of ${number(spec.replicas)} alive`);

      keyed(masters, detail.masters.length || spec.suspend ? detail.masters : [NO_MASTER], ({ pod }) => pod, master);

      const density = Object.keys(DENSITIES).find(name => workers.length <= DENSITIES[name].upTo);
      const widest = Math.min(DENSITIES[density].row, Math.max(1, ...workers.map(({ cores }) => cores ?? 0)));
      if (grid.dataset.density !== density) grid.dataset.density = density;
      grid.style.setProperty('--row', `${widest * (DENSITIES[density].square + DENSITIES[density].gap)}px`);
      keyed(grid, workers, ({ pod, id }) => pod ?? id, worker => tile(worker, cluster, drain),
        { density, colour, applications, may: detail.may.update });

      nothing.hidden = workers.length > 0;
      text(nothing, spec.suspend ? `Nothing runs. Resume brings back ${many(spec.replicas, 'worker')}.`
        : spec.replicas === 0 ? 'No worker is wanted. Applications wait until there is one.'
        : state === 'Unavailable' ? 'Workers are known again when a master answers.' : 'No worker is there yet.');

      const running = applications.filter(application => application.state === 'RUNNING')
        .sort((a, b) => (b.cores ?? 0) - (a.cores ?? 0));
      keyed(legend, running.slice(0, LEGEND), ({ id }) => id, chip, colour);
      more.hidden = running.length <= LEGEND;
      text(more, `and ${number(running.length - LEGEND)} more`);
    },
  };
}

/** The workers by name, and a place for each one that is wanted and has no pod yet. */
function withMissing({ workers, spec, state }) {
  const there = [...workers].sort((a, b) => (a.pod ?? a.id).localeCompare(b.pod ?? b.id, undefined, { numeric: true }));
  const coming = spec.suspend || state === 'Unavailable' ? 0
    : spec.replicas - workers.filter(worker => worker.state !== 'DEAD' && worker.state !== 'DECOMMISSIONED').length;
  for (let i = 1; i <= coming; i++) there.push({ pod: `\u0000${i}`, state: 'MISSING' });
  return there;
}

const NO_MASTER = { pod: null };

function master({ pod }) {
  if (!pod) return { element: h('li', { 'data-tone': 'warn' }, icon('unavailable'), 'No master runs'), update() {} };
  const role = h('span', { class: 'role' });
  const place = h('span', { class: 'muted' });
  const element = h('li', {}, role, h('span', { class: 'mono' }, pod), place);
  return {
    element,
    update({ leader, ready, node }) {
      const [words, shape, tone] = leader ? ['Leading master', 'leader', 'lead']
        : ready ? ['Standby master', 'waiting', null] : ['Master, not ready', 'progressing', 'busy'];
      if (role.textContent !== words) role.replaceChildren(icon(shape), words);
      set(element, 'data-tone', tone);
      text(place, node ? `on ${node}` : '');
    },
  };
}

function chip({ id }) {
  const swatch = h('span', { class: 'swatch' });
  const name = h('a', { 'data-app': id });
  const cores = h('span', { class: 'muted' });
  const element = h('li', { 'data-app': id }, swatch, name, cores);
  return {
    element,
    update(application, colour) {
      set(swatch, 'class', `swatch ${colour.of(id)}`);
      text(name, application.name || id);
      set(name, 'href', href(application.link));
      set(name, 'tabindex', application.link ? null : '0');
      text(cores, many(application.cores ?? 0, 'core'));
    },
  };
}

function tile({ pod, id }, cluster, drain) {
  const missing = (pod ?? '').startsWith('\u0000');
  const short = missing ? '' : shorten(pod ?? id, cluster);
  const state = workerState();
  const name = h('a', { class: 'name' }, short);
  const used = h('span', { class: 'figure' });
  let now = null;
  const leave = h('button', {
    type: 'button', class: 'button quiet square leave', hidden: true, title: 'Let this worker leave',
    'aria-label': `Let worker ${short} leave`, onclick: () => drain(now),
  }, icon('leave'));
  const cores = s('svg', { class: 'cores', 'aria-hidden': 'true' });
  const mib = bar();
  const figures = h('span', {});
  const place = h('span', {});
  const element = h('li', { class: 'worker' },
    h('div', { class: 'who' }, state.element, name, used, leave), cores, mib.element,
    h('div', { class: 'where muted' }, figures, place));

  let drawn = '';
  function show(worker, { density, colour, applications }) {
    const groups = group(worker, colour);
    const wanted = JSON.stringify([density, worker.cores, groups]);
    if (wanted !== drawn) draw(cores, worker.cores ?? 0, groups, DENSITIES[density]);
    drawn = wanted;
    const names = groups.map(({ app, count }) =>
      `${applications.find(({ id }) => id === app)?.name ?? app ?? 'something'} has ${many(count, 'core')}`);
    set(element, 'title', missing ? 'Not there yet' : [
      `${pod ?? id}${worker.node ? ` on ${worker.node}` : ''}: ${worker.state.toLowerCase()}`,
      worker.cores && `${number(worker.coresUsed)} of ${many(worker.cores, 'core')} in use`,
      worker.memoryMiB && `${memory(memoryOf(worker))} of memory in use`,
      ...names,
    ].filter(Boolean).join('\n'));
  }

  return {
    element,
    update(next, context) {
      now = next;
      leave.hidden = !context.may || missing || next.state === 'DECOMMISSIONED' || next.state === 'DEAD';
      show(next, context);
      state.update(next.state);
      set(element, 'data-state', next.state);
      set(name, 'href', href(next.link));
      text(used, next.cores ? `${number(next.coresUsed)}/${number(next.cores)}` : '');
      mib.update(next.memoryUsedMiB ?? 0, next.memoryMiB ?? 0);
      text(figures, next.memoryMiB ? memory(memoryOf(next)) : missing ? 'Not there yet' : '');
      text(place, next.node ?? '');
    },
  };
}

const memoryOf = worker => ({ used: worker.memoryUsedMiB, total: worker.memoryMiB });

/** What tells a pod from its siblings: "7kh5k" of demo-worker-79fcbd6f47-7kh5k, "worker-3" of demo-worker-3. */
function shorten(pod, cluster) {
  if (!pod.startsWith(`${cluster}-worker-`)) return pod;
  const last = pod.slice(pod.lastIndexOf('-') + 1);
  return /^\d+$/.test(last) ? pod.slice(cluster.length + 1) : last;
}

/** The used cores by application, in the order of the applications. What no executor explains has no application. */
function group({ executors, coresUsed }, colour) {
  const counts = new Map();
  for (const { app, cores } of executors ?? []) counts.set(app, (counts.get(app) ?? 0) + cores);
  const groups = [...counts].sort(([a], [b]) => a.localeCompare(b))
    .map(([app, count]) => ({ app, count, colour: colour.of(app) }));
  const rest = (coresUsed ?? 0) - groups.reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) groups.push({ app: null, count: rest, colour: 'app-other' });
  return groups;
}

function draw(svg, total, groups, { square, gap, row }) {
  const step = square + gap;
  const perRow = total > 32 ? row * 2 : row;
  const scale = perRow > row ? 0.5 : 1;
  const columns = Math.max(1, Math.min(perRow, total));
  const width = columns * step - gap;
  const height = Math.ceil(total / perRow) * step - gap;
  set(svg, 'viewBox', `0 0 ${width} ${Math.max(1, height)}`);
  set(svg, 'width', width * scale);
  set(svg, 'height', Math.max(0, height) * scale);

  let next = 0;
  const squares = (count, inset) => {
    let d = '';
    for (const end = Math.min(total, next + count); next < end; next++) {
      d += box(next % perRow * step + inset, Math.floor(next / perRow) * step + inset, square - 2 * inset);
    }
    return d;
  };
  const paths = groups.map(({ app, count, colour }) =>
    s('path', { class: colour, 'data-app': app, d: squares(count, 0) }));
  svg.replaceChildren(...paths, s('path', { class: 'free', d: squares(total, 0.5) }));
}

function box(x, y, side) {
  const r = side / 5;
  const line = side - 2 * r;
  return `M${x + r} ${y}h${line}a${r} ${r} 0 0 1 ${r} ${r}v${line}a${r} ${r} 0 0 1-${r} ${r}h-${line}`
    + `a${r} ${r} 0 0 1-${r}-${r}v-${line}a${r} ${r} 0 0 1 ${r}-${r}z`;
}
