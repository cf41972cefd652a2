/** What runs inside the page, as source text: this package has no types of the DOM. */

/** Notes when the sending key went down, and when a message with a token stands in the page and is painted. */
export const watchMessages = `(() => {
  const seen = new Map();
  const keys = [];
  const waiting = new Map();
  window.benchKeys = keys;
  window.benchPainted = (token) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('never painted: ' + token)), 30_000);
    const times = seen.get(token);
    if (times?.painted > 0) resolve(times);
    else waiting.set(token, resolve);
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter') keys.push(performance.timeOrigin + event.timeStamp);
  }, true);
  const note = (text) => {
    for (const [token] of text.matchAll(/bench-\\d+-end/g)) {
      if (seen.has(token)) continue;
      const times = { inPage: performance.timeOrigin + performance.now(), painted: 0 };
      seen.set(token, times);
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          times.painted = performance.timeOrigin + performance.now();
          waiting.get(token)?.(times);
        };
        channel.port2.postMessage(null);
      });
    }
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element && (node.matches('[data-message]') || node.querySelector('[data-message]'))) note(node.textContent ?? '');
  }).observe(document.body, { childList: true, subtree: true });
})()`;

/** Counts frames, blank ones among them, and long tasks, until \`benchStop\`. */
export const watchFrames = `(() => {
  const log = document.querySelector('[role=log]');
  const result = { frames: 0, blank: 0, longTasks: 0, longest: 0, startedAt: performance.now(), endedAt: 0, seen: 0 };
  const ids = new Set();
  let running = true;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      result.longTasks++;
      result.longest = Math.max(result.longest, duration);
    }
  }).observe({ type: 'longtask' });
  const look = () => {
    if (!running) return;
    result.frames++;
    const box = log.getBoundingClientRect();
    let covered = 0;
    for (const message of log.querySelectorAll('[data-message]')) {
      const { top, bottom } = message.getBoundingClientRect();
      const height = Math.min(bottom, box.bottom) - Math.max(top, box.top);
      if (height <= 0) continue;
      covered += height;
      ids.add(message.getAttribute('data-message'));
    }
    // The rest are days, gaps and margins.
    if (covered < box.height / 2) result.blank++;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.benchStop = () => {
    running = false;
    result.endedAt = performance.now();
    result.seen = ids.size;
    return result;
  };
})()`;

/** Resolves with the milliseconds since navigation began once a message is painted. */
export const firstMessage = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[role=log] [data-message]') === null) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  look();
})`;

/** Resolves once what was typed is drawn and nothing waits: nobody types and sends in the same millisecond. */
export const atRest =
  'new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(() => resolve(null))))';
