// The few figures that sum a cluster up.
import { h, text } from './dom.js';
import { memory, number, share, since } from './format.js';
import { bar } from './parts.js';

export function factsSection() {
  const figures = {};
  const fact = (key, label, ...more) => {
    figures[key] = h('span', { class: 'figure' }, '–');
    return h('div', {}, h('dt', {}, label), h('dd', {}, figures[key], more));
  };
  const cores = bar();
  const mib = bar();
  const age = since('age');
  const waiting = h('span', { class: 'figure aside', 'data-tone': 'warn' });
  const element = h('dl', { class: 'facts panel' },
    fact('workers', 'Workers'),
    fact('cores', 'Cores in use', cores.element),
    fact('memory', 'Memory in use', mib.element),
    fact('applications', 'Applications', waiting),
    fact('spark', 'Spark'),
    h('div', {}, h('dt', {}, 'Age'), h('dd', {}, h('span', { class: 'figure' }, age.element))));
  return {
    element,
    update(detail) {
      const count = state => detail.applications.filter(application => application.state === state).length;
      const alive = detail.workers.filter(worker => worker.state === 'ALIVE').length;
      text(figures.workers, `${number(alive)} / ${number(detail.spec.suspend ? 0 : detail.spec.replicas)}`);
      text(figures.cores, share(detail.cores));
      cores.update(detail.cores.used, detail.cores.total);
      text(figures.memory, memory(detail.memoryMiB));
      mib.update(detail.memoryMiB.used, detail.memoryMiB.total);
      text(figures.applications, `${number(count('RUNNING'))} running`);
      text(waiting, count('WAITING') ? `${number(count('WAITING'))} waiting` : '');
      text(figures.spark, detail.sparkVersion || '–');
      age.update(detail.created);
    },
  };
}
