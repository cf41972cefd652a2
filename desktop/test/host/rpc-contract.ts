/**
 * The contract of the RPC, run over every kind of port it travels on. `connect` gives the page's end
 * of a fresh port to one host that serves `createSampleService()`; `runner` is Vitest's or Playwright's.
 */
import { type BridgePort, createPortBridge } from '../../renderer/bridge/port-bridge.ts';

export type TestPort = BridgePort & AsyncDisposable;

type Expectation = {
  toBe(wanted: unknown): void;
  toEqual(wanted: unknown): void;
  toMatchObject(wanted: object): void;
  toBeInstanceOf(wanted: typeof Uint8Array): void;
};
export type Runner = {
  readonly test: (title: string, body: () => Promise<void>) => void;
  readonly expect: ((value: unknown) => Expectation) & { objectContaining(wanted: object): unknown };
};

export const rpcContract = (
  name: string,
  connect: () => Promise<TestPort>,
  { test, expect }: Runner,
): void => {
  const raw = async (port: TestPort, frame: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      port.onmessage = (event) => resolve(event.data);
      port.postMessage(frame);
    });

  test(`${name}: a query is answered with its value`, async () => {
    await using port = await connect();
    const answer = await createPortBridge(port).query('settings', {});
    expect(answer).toMatchObject({ ok: true, value: { theme: 'system' } });
  });

  test(`${name}: replies find their own request when many are under way`, async () => {
    await using port = await connect();
    const bridge = createPortBridge(port);
    const sizes = Array.from({ length: 50 }, (_, index) => 12 + (index % 9));
    const answers = await Promise.all(
      sizes.flatMap((textSize) => [
        bridge.command('saveSettings', { textSize }),
        bridge.query('settings', {}),
      ]),
    );
    const seen = answers.filter((_, index) => index % 2 === 1);
    expect(seen).toEqual(
      sizes.map((textSize) => ({ ok: true, value: expect.objectContaining({ textSize }) })),
    );
  });

  test(`${name}: an event reaches its listeners until they end`, async () => {
    await using port = await connect();
    const bridge = createPortBridge(port);
    let heard = 0;
    const end = bridge.listen('settingsChanged', () => heard++);
    await bridge.command('saveSettings', { textSize: 14 });
    expect(heard).toBe(1);
    end();
    await bridge.command('saveSettings', { textSize: 15 });
    expect(heard).toBe(1);
  });

  test(`${name}: bytes arrive as the same bytes both ways`, async () => {
    await using port = await connect();
    const bridge = createPortBridge(port);
    const frame = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    const back = new Promise<Uint8Array>((resolve) =>
      bridge.listen('directSend', (detail) => resolve(detail.frame)),
    );
    expect(await bridge.command('directReceived', { link: 'a', frame })).toEqual({ ok: true, value: {} });
    const received = await back;
    expect(received).toBeInstanceOf(Uint8Array);
    expect(received.length).toBe(frame.length);
    expect(received.every((byte, index) => byte === frame[index])).toBe(true);
  });

  test(`${name}: input that breaks its schema is refused before a handler sees it`, async () => {
    await using port = await connect();
    const reply = await raw(port, { type: 'command', id: 7, name: 'saveSettings', input: { textSize: 99 } });
    expect(reply).toMatchObject({ type: 'reply', id: 7, ok: false, value: { kind: 'invalid-input' } });
  });

  for (const unknown of ['missing', 'toString', '__proto__', 'constructor'])
    test(`${name}: the unknown name ${unknown} is refused`, async () => {
      await using port = await connect();
      for (const type of ['command', 'query']) {
        const reply = await raw(port, { type, id: 1, name: unknown, input: {} });
        expect(reply).toMatchObject({ id: 1, ok: false, value: { kind: 'invalid-input' } });
      }
    });

  test(`${name}: what is no frame is dropped and the port lives on`, async () => {
    await using port = await connect();
    for (const junk of [null, 1, 'x', [], {}, { type: 'command' }, { type: 'reply', id: 1, ok: true }]) {
      port.postMessage(junk);
    }
    expect((await createPortBridge(port).query('settings', {})).ok).toBe(true);
  });

  test(`${name}: a handler that throws answers internal, without its message`, async () => {
    await using port = await connect();
    const reply = await raw(port, { type: 'query', id: 3, name: 'recoveryPhrase', input: {} });
    expect(reply).toEqual({ type: 'reply', id: 3, ok: false, value: { kind: 'internal' } });
    expect((await createPortBridge(port).query('settings', {})).ok).toBe(true);
  });
};
