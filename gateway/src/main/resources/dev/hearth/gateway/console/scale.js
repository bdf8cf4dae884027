// The wanted number of workers. A number that somebody is typing stays until it is applied or true.
import { h, set } from './dom.js';
import { many } from './format.js';
import { icon } from './icons.js';
import { act } from './live.js';
import { MAY_NOT, say } from './parts.js';

export function scaleForm(actions, name) {
  let replicas = null;
  let typed = false;
  let may = false;
  const input = h('input', {
    type: 'number', id: 'replicas', min: 0, max: 9999, step: 1, required: true, disabled: true,
    inputmode: 'numeric', autocomplete: 'off',
    oninput: () => { typed = true; show(); },
  });
  const less = stepper('minus', 'One worker less', -1);
  const more = stepper('plus', 'One worker more', 1);
  const apply = h('button', { type: 'submit', class: 'button primary', disabled: true }, 'Scale');
  const element = h('form', { class: 'scale', novalidate: true, onsubmit: submit },
    h('label', { for: 'replicas' }, 'Scale to'), h('span', { class: 'stepper' }, less, input, more), apply);

  function stepper(shape, label, by) {
    return h('button', {
      type: 'button', class: 'button square', 'aria-label': label, disabled: true,
      onclick() {
        input.value = Math.max(0, (input.valueAsNumber || 0) + by);
        typed = true;
        show();
      },
    }, icon(shape));
  }

  function show() {
    if (input.valueAsNumber === replicas) typed = false;
    apply.disabled = !may || !typed || !input.checkValidity();
    less.disabled = !may || input.valueAsNumber <= 0;
  }

  async function submit(event) {
    event.preventDefault();
    if (apply.disabled) return;
    const wanted = input.valueAsNumber;
    apply.disabled = true;
    const problem = await act(`${actions}/scale`, { replicas: wanted });
    if (!problem && input.valueAsNumber === wanted) replicas = wanted;
    show();
    say(problem, `Scaling ${name} to ${many(wanted, 'worker')}.`);
  }

  return {
    element,
    update(detail) {
      may = detail.may.update;
      for (const control of [input, less, more]) control.disabled = !may;
      set(element, 'title', may ? null : MAY_NOT);
      replicas = detail.spec.replicas;
      if (!typed) input.value = replicas;
      show();
    },
  };
}
