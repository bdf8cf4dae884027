// One colour per application, the same in the workers' cores, the legend and the table.

const COLOURS = 8;

/**
 * Spark numbers the applications of a master, so neighbours get different colours, and the same ones after a reload.
 * An application whose colour another running one has gets the next free colour.
 */
export function colours() {
  const given = new Map();

  const wish = id => {
    const serial = /-(\d+)$/.exec(id);
    return (serial ? Number(serial[1]) : [...id].reduce((sum, c) => sum * 31 + c.charCodeAt(0) >>> 0, 7)) % COLOURS;
  };

  return {
    know({ applications, workers }) {
      const running = new Set();
      for (const { id, state } of applications) if (state === 'RUNNING' || state === 'WAITING') running.add(id);
      for (const worker of workers) for (const { app } of worker.executors ?? []) running.add(app);
      const taken = new Set([...running].filter(id => given.has(id)).map(id => given.get(id)));
      for (const id of [...running].sort()) {
        if (given.has(id)) continue;
        let colour = wish(id);
        for (let i = 0; i < COLOURS && taken.has(colour); i++) colour = (colour + 1) % COLOURS;
        given.set(id, colour);
        taken.add(colour);
      }
    },
    of: id => `app-${given.get(id) ?? wish(id)}`,
  };
}

/**
 * While the pointer or the focus is on something of an application, its cores stand out. Answers how to do it again
 * after cores have been drawn.
 */
export function highlighting(root) {
  let lit = null;
  const appOf = target => target?.closest?.('[data-app]')?.dataset.app ?? null;
  const light = target => {
    const focused = document.activeElement;
    const id = appOf(target) ?? (focused?.matches(':focus-visible') ? appOf(focused) : null);
    if (id === lit) return;
    lit = id;
    relight();
  };
  root.addEventListener('pointerover', event => light(event.target));
  root.addEventListener('pointerleave', () => light(null));
  root.addEventListener('focusin', () => light(null));
  root.addEventListener('focusout', () => light(null));

  return relight;

  function relight() {
    for (const cores of root.querySelectorAll('.cores path')) {
      cores.classList.toggle('dim', lit !== null && cores.dataset.app !== lit);
    }
  }
}
