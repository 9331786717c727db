// The keyboard in an open page of Chromium.
import { look } from './look.mjs';

/** More stops than any page has: a walk that does not end is a trap. */
const ENDLESS = 3000;

/** Goes through the page with Tab, or with `Shift+Tab`; resolves with what is wrong with any stop, and with what was left out. */
export async function walk(tab, key = 'Tab') {
  const faults = [];
  await tab.evaluate(remember);
  for (let stops = 0; stops < ENDLESS; stops++) {
    await tab.keyboard.press(key);
    if (!(await tab.evaluate(arrive))) return [...faults, ...(await tab.evaluate(leftOut))];
    faults.push(...(await look(tab, 'focus')));
  }
  return [...faults, 'the Tab key leads round and round'];
}

/** Runs in the page. */
function remember() {
  window.stops = new Set();
}

/** Runs in the page: false when the focus has left the page or has come back to where it was. */
function arrive() {
  const element = document.activeElement;
  const isNew = element !== document.body && element !== document.documentElement && !window.stops.has(element);
  if (isNew) window.stops.add(element);
  return isNew;
}

/** Runs in the page. Of a group of radio buttons one is a stop. */
function leftOut() {
  const reached = [...window.stops];
  const sameGroup = (one, other) => one.type === 'radio' && other.type === 'radio' && one.name === other.name;
  const wanted = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const missed = wanted.filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0 &&
    !reached.some((other) => other === element || sameGroup(other, element)));
  return missed.map((element) => `not reached by Tab: ${element.localName} "${element.textContent.trim().slice(0, 40)}"`);
}
