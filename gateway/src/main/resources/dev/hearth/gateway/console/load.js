// Load over time, drawn by hand: cores in use as an area under the line of all cores, workers as a thin line, and a
// mark where applications waited. The sentence below the picture says the same.
import { h, s, set, text } from './dom.js';
import { coarse, fine, hour, many, number } from './format.js';

const HEIGHT = 190;
const EDGE = { top: 10, right: 10, bottom: 34, left: 40 };
const LEAST_SPAN = 10 * 60_000;
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120];
const REDRAW = 20_000;

export function loadSection() {
  let points = [];
  let from = 0;
  let at = null;
  let view = null;

  const readout = h('span', { class: 'readout figure', 'aria-hidden': 'true' });
  const grid = s('g', { class: 'grid' });
  const area = s('path', { class: 'used-area' });
  const lines = ['total', 'hands', 'used'].map(name => s('path', { class: `line ${name}` }));
  const waits = s('path', { class: 'waits' });
  const cursor = s('path', { class: 'cursor' });
  const svg = s('svg', { class: 'chart', height: HEIGHT, 'aria-hidden': 'true' }, grid, area, lines, waits, cursor);
  const frame = h('div', {
    class: 'chart-frame', role: 'slider', tabindex: '0', 'aria-label': 'Load at a time', onkeydown: key,
    onpointermove: event => point(event.clientX - svg.getBoundingClientRect().left),
    onpointerleave: () => mark(null), onblur: () => mark(null),
  }, svg);
  const caption = h('figcaption', { class: 'muted' }, '\u00a0');
  const element = h('section', { class: 'panel', 'aria-labelledby': 'load' },
    h('div', { class: 'section-head' }, h('h2', { id: 'load' }, 'Load'), readout),
    h('figure', {}, frame,
      h('ul', { class: 'keys muted', 'aria-hidden': 'true' },
        ['used', 'total', 'hands', 'waits'].map((name, i) => h('li', {}, h('span', { class: `key ${name}` }),
          ['cores in use', 'all cores', 'workers', 'applications waited'][i]))),
      caption));

  new ResizeObserver(draw).observe(frame);
  setInterval(() => document.hidden || draw(), REDRAW);

  function draw() {
    const width = frame.clientWidth;
    if (!width) return;
    set(svg, 'width', width);
    if (points.length === 0) return;
    const now = Math.max(Date.now(), points.at(-1).time);
    const start = Math.min(from, now - LEAST_SPAN);
    const top = ceiling(Math.max(1, ...points.map(p => Math.max(p.coresTotal, p.coresUsed, p.workers))));
    const x = time => round(EDGE.left + (time - start) / (now - start) * (width - EDGE.left - EDGE.right));
    const y = value => round(HEIGHT - EDGE.bottom - value / top.value * (HEIGHT - EDGE.top - EDGE.bottom));
    view = { x, width, start, now };

    grid.replaceChildren(...levels(top, y, width), ...hours(start, now, x, width));
    set(area, 'd', `${steps(points, p => p.coresUsed, x, y, now)}V${y(0)}H${x(points[0].time)}z`);
    ['coresTotal', 'workers', 'coresUsed'].forEach((figure, i) =>
      set(lines[i], 'd', steps(points, p => p[figure], x, y, now)));
    set(waits, 'd', spans(points, p => p.waiting > 0, now)
      .map(([a, b]) => `M${x(a)} ${HEIGHT - EDGE.bottom + 5}H${Math.max(x(b), x(a) + 2)}`).join(''));
    text(caption, inWords(points, now));
    mark(at);
  }

  function point(position) {
    if (!view || points.length === 0) return;
    const { start, now, width } = view;
    mark(start + (position - EDGE.left) / (width - EDGE.left - EDGE.right) * (now - start));
  }

  function mark(time) {
    if (!view || points.length === 0) return;
    const newest = points.at(-1);
    at = time === null ? null : Math.min(view.now, Math.max(points[0].time, time));
    const shown = at === null ? newest : points.findLast(p => p.time <= at) ?? points[0];
    set(cursor, 'd', at === null ? null : `M${view.x(at)} ${EDGE.top}V${HEIGHT - EDGE.bottom}`);
    const words = `${at === null ? 'now' : hour(at)}: ${number(shown.coresUsed)} of ${many(shown.coresTotal, 'core')}, `
      + `${many(shown.workers, 'worker')}${shown.waiting ? `, ${number(shown.waiting)} waiting` : ''}`;
    text(readout, words);
    set(frame, 'aria-valuetext', words);
    set(frame, 'aria-valuemin', 0);
    set(frame, 'aria-valuemax', 100);
    set(frame, 'aria-valuenow', Math.round(100 * ((at ?? view.now) - view.start) / (view.now - view.start)));
  }

  function key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 10, PageDown: -10 }[event.key];
    if (!view || !(step || event.key === 'Home' || event.key === 'End')) return;
    event.preventDefault();
    if (step) mark((at ?? view.now) + step * (view.now - view.start) / 60);
    else mark(event.key === 'Home' ? view.start : view.now);
  }

  return {
    element,
    update(load) {
      points = load.points.map(p => ({ ...p, time: Date.parse(p.t) }));
      from = points.length ? Math.min(points[0].time, Date.parse(load.since) || Infinity) : 0;
      frame.classList.toggle('blank', points.length === 0);
      if (points.length === 0) text(caption, 'The gateway has not watched this cluster long enough to draw its load.');
      draw();
    },
  };
}

const round = value => Math.round(value * 10) / 10;

/** The highest line of the grid and the distance of the lines: 1, 2 or 5 of some power of ten, four lines at most. */
function ceiling(most) {
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = Math.max(1, [1, 2, 5, 10].map(n => n * power).find(n => n * 4 >= most));
  return { step, value: Math.ceil(most / step) * step };
}

function levels(top, y, width) {
  const drawn = [];
  for (let value = 0; value <= top.value; value += top.step) {
    drawn.push(
      s('path', { d: `M${EDGE.left} ${y(value)}H${width - EDGE.right}`, class: value === 0 ? 'base' : null }),
      label(EDGE.left - 8, y(value) + 4, 'end', number(value)));
  }
  return drawn;
}

function hours(start, now, x, width) {
  const room = Math.max(2, (width - EDGE.left) / 90);
  const minutes = MINUTES.find(m => (now - start) / (m * 60_000) <= room) ?? 240;
  const step = minutes * 60_000;
  const zone = new Date(now).getTimezoneOffset() * 60_000;
  const drawn = [];
  for (let time = Math.ceil((start - zone) / step) * step + zone; time <= now; time += step) {
    if (x(time) > width - 24) continue;
    drawn.push(s('path', { d: `M${x(time)} ${HEIGHT - EDGE.bottom}v4`, class: 'base' }),
      label(x(time), HEIGHT - 8, 'middle', hour(time)));
  }
  return drawn;
}

function label(x, y, anchor, words) {
  const element = s('text', { x, y, 'text-anchor': anchor });
  element.textContent = words;
  return element;
}

/** A value holds until the next one. */
function steps(points, figure, x, y, now) {
  let d = `M${x(points[0].time)} ${y(figure(points[0]))}`;
  for (let i = 1; i < points.length; i++) {
    if (figure(points[i]) !== figure(points[i - 1])) d += `H${x(points[i].time)}V${y(figure(points[i]))}`;
  }
  return `${d}H${x(now)}`;
}

/** From when to when something was so. */
function spans(points, isSo, now) {
  const found = [];
  points.forEach((p, i) => {
    if (!isSo(p)) return;
    const end = points[i + 1]?.time ?? now;
    if (found.at(-1)?.[1] === p.time) found.at(-1)[1] = end;
    else found.push([p.time, end]);
  });
  return found;
}

function inWords(points, now) {
  const span = now - points[0].time;
  const sum = figure => points.reduce((total, p, i) => total + figure(p) * ((points[i + 1]?.time ?? now) - p.time), 0);
  if (points.every(p => !p.coresTotal)) return `In the last ${coarse(span / 1000)} there was no core to use.`;
  const most = points.reduce((best, p) => p.coresUsed > best.coresUsed ? p : best);
  const average = Math.round(100 * sum(p => p.coresUsed) / sum(p => p.coresTotal));
  const waited = spans(points, p => p.waiting > 0, now).reduce((total, [a, b]) => total + b - a, 0);
  return `In the last ${coarse(span / 1000)}, ${average} % of the cores were in use on average, `
    + `and ${number(most.coresUsed)} of ${number(most.coresTotal)} at most, at ${hour(most.time)}. `
    + (waited > 0 ? `Applications waited for ${fine(waited / 1000)} in all.` : 'No application waited.');
}
