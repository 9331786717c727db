// axe-core in an open page of Chromium.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice. */
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Off unless it is asked for.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/** What axe finds wrong with the page as it stands, as texts. */
export async function axe(tab) {
  // Evaluated by the debugger, which the content security policy leaves alone.
  await tab.evaluate(`window.axe || (() => { ${SOURCE} })()`);
  const violations = await tab.evaluate(async (rules) => (await window.axe.run(document, rules)).violations, RULES);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.flat().join(' ')}: ${reason(node)}`));
}

function reason({ any, all, none }) {
  return [...any, ...all, ...none][0]?.message.replaceAll(/\s+/g, ' ');
}
