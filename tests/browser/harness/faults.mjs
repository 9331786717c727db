// What a browser complains of while a page is open, collected as sentences.
//
// Faults are: an error on the console or in a script, something the content security policy refused, a
// request that failed, and a request to anything but this site. One that the browser gives up, as when its
// page is left, is none.

/** What Chromium and Firefox say of a request whose page was left before the answer. */
const LEFT = ['net::ERR_ABORTED', 'NS_BINDING_ABORTED'];

/** Runs in the page before its own scripts: a refusal of the policy becomes an error on the console. */
export function watchPolicy() {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
  });
}

/** Playwright and Puppeteer name these events alike, so that one watch serves both browsers. */
export function watch(tab, faults) {
  tab.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  tab.on('request', (request) => isElsewhere(request.url()) && faults.push(`asked of another host: ${request.url()}`));
  tab.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    if (!LEFT.includes(reason)) faults.push(`failed: ${request.url()} ${reason}`);
  });
  tab.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`));
}

/** `data:` pictures are drawn by the browsers' own controls and broken-picture signs. */
function isElsewhere(address) {
  const { protocol, hostname } = new URL(address);
  return !['file:', 'data:', 'blob:', 'about:'].includes(protocol) && hostname !== '127.0.0.1';
}
