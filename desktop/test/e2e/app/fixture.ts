/**
 * The built web client behind a real relay, and people who use it, each in a profile and behind a wire of
 * their own. When a test ends, whatever anyone in it wrote is looked for in all that the relay held and
 * logged and in all that passed the wires: it must be nowhere [T14].
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { build } from 'vite';
import { findPlaintext } from './plaintext.ts';
import { type RelayServer, startRelayServer } from './relay-server.ts';
import { keepTyped, takeTyped } from './typed.ts';
import { openWire, type Wire } from './wire.ts';

/** What a new community's first channel is called: nobody typed it, and it is sealed like any other name. */
export const firstChannel = 'general';

const webFolder = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const viteConfig = fileURLToPath(new URL('../../../web/vite.config.ts', import.meta.url));

export type Person = {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly wire: Wire;
  /** What this person wrote, that nobody between the two may read. */
  readonly secrets: Set<string>;
  /** What the browser complained about: errors and breaches of the policy. */
  readonly complaints: string[];
};

/** As behind a strict firewall: no page-to-page link comes about, so that a cut wire is offline. */
const denyDirectLinks = (): void => {
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
};

type Ways = { readonly direct: boolean };

const openPerson = async (browser: Browser, name: string, { direct }: Ways): Promise<Person> => {
  const wire = await openWire();
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    proxy: { server: wire.server },
  });
  if (!direct) await context.addInitScript(denyDirectLinks);
  const secrets = new Set([name, firstChannel]);
  await keepTyped(context, secrets);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${error.message} ${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { name, page, context, wire, secrets, complaints };
};

export type Meet = (name: string, ways?: Ways) => Promise<Person>;

type Fixtures = {
  /** The folder of the built web client, for the relay to serve. */
  readonly web: string;
  readonly relay: RelayServer;
  /** Opens a browser profile for a new person. */
  readonly meet: Meet;
};

const builtFresh = { done: false };

export const test = base.extend<Fixtures>({
  web: async ({ browserName: _browserName }, use) => {
    if (!builtFresh.done && process.env['MARU_WEB_BUILT'] !== '1') {
      await build({ configFile: viteConfig, logLevel: 'error' });
      builtFresh.done = true;
    }
    if (!existsSync(join(webFolder, 'index.html')) || !statSync(webFolder).isDirectory())
      throw new Error('the web client is not built');
    await use(webFolder);
  },
  relay: async ({ web }, use) => {
    const server = await startRelayServer(web);
    await use(server);
    await server.end();
  },
  meet: async ({ browser, relay }, use, testInfo) => {
    const people: Person[] = [];
    await use(async (name, ways = { direct: false }) => {
      const person = await openPerson(browser, name, ways);
      people.push(person);
      return person;
    });
    for (const person of people) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach(`${person.name}.png`, {
          body: await person.page.screenshot(),
          contentType: 'image/png',
        });
        await testInfo.attach(`${person.name}.txt`, { body: person.complaints.join('\n') });
      }
      await takeTyped(person.context);
      await person.context.close();
      await person.wire.close();
    }
    const seen = Buffer.concat([await relay.held(), ...people.map(({ wire }) => wire.recorded())]);
    const secrets = new Set(people.flatMap((person) => [...person.secrets]));
    expect(findPlaintext(seen, secrets), 'plaintext outside of the members’ devices').toEqual([]);
  },
});
export { expect };
