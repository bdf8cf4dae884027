// Numbers and times in words. Times tick: one clock updates all of them on the page.
import { h, set, text } from './dom.js';

export const many = (count, one, more = `${one}s`) => `${number(count)} ${count === 1 ? one : more}`;

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
export const number = value => grouped.format(value || 0);

/** "12 / 48 GiB", in the unit that suits the total. */
export function memory({ used, total }) {
  if (!total) return '–';
  const [unit, mib] = total >= 1024 * 1024 ? ['TiB', 1024 * 1024] : total >= 1024 ? ['GiB', 1024] : ['MiB', 1];
  return `${number(used / mib)} / ${number(total / mib)} ${unit}`;
}

export const share = ({ used, total }) => total ? `${number(used)} / ${number(total)}` : '–';

export const size = mib => mib >= 1024 ? `${number(mib / 1024)} GiB` : `${number(mib)} MiB`;

/** "4 d", "3 h", "12 min", "8 s": one unit, for ages. */
export function coarse(seconds) {
  if (seconds < 60) return `${Math.max(0, Math.floor(seconds))} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 2 * 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

/** "3 h 05 min", "12 min 08 s", "8 s": two units, for durations that are watched. */
export function fine(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = value => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`;
  return `${Math.floor(whole / 86400)} d ${Math.floor(whole / 3600) % 24} h`;
}

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
export const hour = time => clock.format(time);

const WORDS = {
  age: coarse,
  ago: seconds => seconds < 45 ? 'just now' : `${coarse(seconds)} ago`,
};

function word(element) {
  const seconds = (Date.now() - Date.parse(element.dateTime)) / 1000;
  text(element, WORDS[element.dataset.tick](seconds));
}

/** A time that tells how long ago it was; kind is one of "age" and "ago". */
export function since(kind) {
  const element = h('time', { 'data-tick': kind });
  return {
    element,
    update(iso) {
      if (!iso) return text(element, '');
      if (element.dateTime === iso) return;
      set(element, 'datetime', iso);
      set(element, 'title', absolute.format(Date.parse(iso)));
      word(element);
    },
  };
}

/** A duration, which grows while it has no end. */
export function lasting() {
  const element = h('span', {});
  return {
    element,
    update(from, to) {
      set(element, 'data-from', to || !from ? null : from);
      text(element, from ? fine((Date.parse(to ?? new Date().toISOString()) - Date.parse(from)) / 1000) : '');
    },
  };
}

export function startClock() {
  setInterval(() => {
    if (document.hidden) return;
    document.querySelectorAll('time[data-tick][datetime]').forEach(word);
    for (const element of document.querySelectorAll('[data-from]')) {
      text(element, fine((Date.now() - Date.parse(element.dataset.from)) / 1000));
    }
  }, 1000);
}
