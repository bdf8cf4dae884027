// The page of one cluster: its head, and the sections below it.
import { h, set, text } from './dom.js';
import { many, number } from './format.js';
import { act, base, href } from './live.js';
import { MAY_NOT, ask, clusterState, command, link, say } from './parts.js';
import { applicationsSection } from './applications.js';
import { colours, highlighting } from './colours.js';
import { factsSection } from './facts.js';
import { loadSection } from './load.js';
import { scaleForm } from './scale.js';
import { conditionsSection, eventsSection } from './story.js';
import { workersSection } from './workers.js';

export function clusterPage(namespace, name) {
  const actions = `/-/clusters/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;
  const colour = colours();
  let now = null;

  const state = clusterState();
  const reason = h('p', { class: 'reason' }, '\u00a0');
  const master = link('Spark master', 'out');
  const logs = link('History', 'out');
  const suspend = h('button', { type: 'button', class: 'button', disabled: true, onclick: suspendOrResume }, 'Suspend');
  const pyspark = command('A prompt');
  const submit = command('A job');
  const facts = factsSection();
  const scale = scaleForm(actions, name);
  const workers = workersSection(name, scale.element, drain);
  const applications = applicationsSection(stop);
  const load = loadSection();
  const conditions = conditionsSection();
  const events = eventsSection();

  const body = h('div', { class: 'sections' },
    h('div', { class: 'commands' }, pyspark.element, submit.element),
    facts.element, workers.element, applications.element, load.element,
    h('div', { class: 'two' }, conditions.element, events.element));
  const gone = h('div', { class: 'panel empty', hidden: true },
    h('h2', {}, 'This cluster is not here'),
    h('p', { class: 'muted' }, 'It was deleted, never existed, or you may not see it.'),
    h('a', { class: 'button', href: `${base}/` }, 'All clusters'));
  const element = h('div', { class: 'page', 'aria-busy': 'true' },
    h('nav', { class: 'crumbs', 'aria-label': 'Breadcrumb' },
      h('a', { href: `${base}/` }, 'Clusters'), h('span', { 'aria-hidden': 'true' }, '/'),
      h('a', { href: `${base}/?filter=${encodeURIComponent(namespace + '/')}` }, namespace)),
    h('div', { class: 'head' },
      h('div', { class: 'title' },
        h('div', { class: 'row' }, h('h1', {}, name), h('div', { 'aria-live': 'polite' }, state.element)), reason),
      h('div', { class: 'row actions' }, master.element, logs.element, suspend)),
    body, gone);
  const relight = highlighting(body);

  async function suspendOrResume() {
    const wanted = !now.spec.suspend;
    const running = now.applications.filter(({ state }) => state === 'RUNNING' || state === 'WAITING').length;
    const end = running === 0 ? '' : `, and ${many(running, 'application')} on it ${running === 1 ? 'ends' : 'end'}`;
    if (wanted && !await ask(`Suspend ${name}?`,
      `Its master and workers stop${end}. Its settings stay, and Resume brings it back.`, 'Suspend')) return;
    suspend.disabled = true;
    const problem = await act(`${actions}/suspend`, { suspend: wanted });
    suspend.disabled = !now.may.update;
    say(problem, wanted ? `Suspending ${name}.` : `Resuming ${name}.`);
  }

  async function stop(application) {
    if (!await ask(`Stop ${application.name}?`, 'It ends now, and what it has not written is lost.', 'Stop it')) return;
    say(await act(`${actions}/stop`, { app: application.id }), `Stopping ${application.name}.`);
  }

  async function drain({ pod }) {
    if (!await ask(`Let ${pod} leave?`, 'It takes no new executors. Its tasks finish and its data move to other workers'
      + ' before it goes, and a new worker takes its place.', 'Let it leave')) return;
    say(await act(`${actions}/drain`, { worker: pod }), `${pod} leaves when it is empty.`);
  }

  return {
    element,
    update(detail) {
      now = detail;
      set(element, 'aria-busy', null);
      body.hidden = false;
      gone.hidden = true;
      state.update(detail.state);
      text(reason, detail.reason || wellbeing(detail));
      master.update(href(detail.links.master));
      logs.update(href(detail.links.history));
      suspend.hidden = false;
      text(suspend, detail.spec.suspend ? 'Resume' : 'Suspend');
      suspend.disabled = !detail.may.update;
      set(suspend, 'title', detail.may.update ? null : MAY_NOT);
      pyspark.update(detail.commands.pyspark);
      submit.update(detail.commands.submit);
      colour.know(detail);
      facts.update(detail);
      scale.update(detail);
      workers.update(detail, colour);
      relight();
      applications.update(detail, colour);
      load.update(detail.load);
      conditions.update(detail.conditions);
      events.update(detail.events);
    },
    gone() {
      set(element, 'aria-busy', null);
      body.hidden = true;
      gone.hidden = false;
      for (const button of [master.element, logs.element, suspend]) button.hidden = true;
      state.update('Gone');
      text(reason, '\u00a0');
    },
  };
}

/** What there is to say where the status has no reason to give. */
function wellbeing({ state, workers, spec }) {
  const alive = workers.filter(worker => worker.state === 'ALIVE').length;
  if (spec.suspend) return 'No pod of it runs. Resume brings it back as it was.';
  if (state !== 'Ready') return '\u00a0';
  if (alive === 0) return 'The master leads, and no worker is wanted.';
  return alive === 1 ? 'The master leads, and the wanted worker is alive.'
    : `The master leads, and all ${number(alive)} wanted workers are alive.`;
}
