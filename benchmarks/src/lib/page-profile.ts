/** CPU profiles of a browser's pages and of their Workers, left beside those of Node's processes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { z } from 'zod';

const answer = z.object({ id: z.number(), result: z.object({ profile: z.unknown() }).partial() });

type Stop = () => Promise<void>;

/** Workers are asked by messages through their page's session. */
const profilePage = async (page: Page, write: (kind: string, profile: unknown) => void): Promise<Stop> => {
  const session = await page.context().newCDPSession(page);
  const workers = new Set<string>();
  const waiting = new Map<number, (profile: unknown) => void>();
  let orders = 0;
  const tell = async (sessionId: string, method: string): Promise<number> => {
    const id = ++orders;
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return id;
  };
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    workers.add(sessionId);
    void tell(sessionId, 'Profiler.enable').then(() => tell(sessionId, 'Profiler.start'));
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => void workers.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const parsed = answer.safeParse(JSON.parse(message));
    if (parsed.success) waiting.get(parsed.data.id)?.(parsed.data.result.profile);
  });
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    write('page', profile);
    for (const sessionId of workers) {
      const id = await tell(sessionId, 'Profiler.stop');
      write('worker', await new Promise((resolve) => void waiting.set(id, resolve)));
    }
  };
};

let files = 0;

/** The same context, whose pages leave profiles in `folder` when it is closed, or before by what is returned. */
export const profileContext = (context: BrowserContext, folder: string): Stop => {
  const started: Promise<Stop>[] = [];
  const write = (kind: string, profile: unknown): void =>
    writeFileSync(join(folder, `${kind}.${files++}.cpuprofile`), JSON.stringify(profile));
  const start = (page: Page): void => void started.push(profilePage(page, write));
  context.pages().forEach(start);
  context.on('page', start);
  const stop = async (): Promise<void> => {
    for (const one of await Promise.all(started.splice(0))) await one();
  };
  const close = context.close.bind(context);
  context.close = async (options) => {
    await stop();
    await close(options);
  };
  return stop;
};

/** The same browser, all of whose contexts are profiled. */
export const profilePages = (browser: Browser, folder: string): Browser => {
  const stops: Stop[] = [];
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    stops.push(profileContext(context, folder));
    return context;
  };
  const close = browser.close.bind(browser);
  browser.close = async (options) => {
    for (const stop of stops) await stop();
    await close(options);
  };
  return browser;
};
