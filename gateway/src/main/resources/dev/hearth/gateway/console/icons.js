// The icons, drawn on 16 by 16. Each state has a shape of its own, so that none is told by colour alone.
import { s } from './dom.js';

const SHAPES = {
  ready: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M5 8.3l2.1 2.1L11.2 6'],
  progressing: ['M8 1.7A6.3 6.3 0 1 1 1.7 8'],
  degraded: ['M8 1.8L15 14H1z', 'M8 6.3v3.5M8 11.9v.1'],
  unavailable: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6'],
  suspended: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M6.3 5.7v4.6M9.7 5.7v4.6'],
  waiting: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M8 4.5V8l2.4 1.6'],
  running: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M6.7 5.5v5l4-2.5z'],
  info: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M8 7.3v3.7M8 4.9v.1'],
  unknown: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.6-.9 1.2M8 11.4v.1'],
  leader: ['M2 12.5h12M2.5 10L1.7 4.5 5.3 7 8 2.7 10.7 7l3.6-2.5-.8 5.5z'],
  copy: ['M5.5 5.5h8v8h-8z', 'M10.5 5.5v-3h-8v8h3'],
  done: ['M3 8.5l3.3 3.3L13 5'],
  out: ['M6 3.5h6.5V10M12.3 3.7l-8.8 8.8'],
  leave: ['M9 2.5H3v11h6', 'M6.5 8H14M11.2 5.2L14 8l-2.8 2.8'],
  close: ['M4 4l8 8M12 4l-8 8'],
  minus: ['M3.5 8h9'],
  plus: ['M3.5 8h9M8 3.5v9'],
  search: ['M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2z', 'M10.7 10.7L14 14'],
};

export const icon = name => s('svg', { class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
  SHAPES[name].map(d => s('path', { d })));
