/** HARDENING attack 6: every IPC call checked for sender, size and schema. */
import { describe, expect, it } from 'vitest';
import { shellCalls } from '../../../contract/shell.ts';
import { messageFromHost, messageToHost } from '../../../host/utility-messages.ts';
import { callSchemas, checkCall } from '../../../main/rules/ipc.ts';

const own = { url: 'app://maru/index.html', isMainFrame: true, isOwnWindow: true };
const note = { title: 'a', body: 'b', tag: 'c' };

describe('calls from a page', () => {
  it('every call has a schema', () => expect(Object.keys(callSchemas)).toEqual([...shellCalls]));
  it('sound ones pass', () => {
    expect(checkCall('info', own, [])).toEqual({ ok: true, value: [] });
    expect(checkCall('notify', own, [note])).toEqual({ ok: true, value: [note] });
    expect(checkCall('openExternal', own, ['https://example.org/']).ok).toBe(true);
  });
  it.each([
    { ...own, url: null },
    { ...own, url: 'https://example.org/' },
    { ...own, url: 'app://maru.evil/' },
    { ...own, isMainFrame: false },
    { ...own, isOwnWindow: false },
  ])('%j may not call', (sender) => {
    for (const name of shellCalls)
      expect(checkCall(name, sender, [])).toEqual({ ok: false, error: 'sender' });
  });
  it('the sender is checked before anything is read', () => {
    const trap = new Proxy({}, { get: () => expect.unreachable() });
    expect(checkCall('notify', { ...own, isOwnWindow: false }, [trap])).toEqual({
      ok: false,
      error: 'sender',
    });
  });
  it('large, cyclic and unwritable ones are refused', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    for (const arg of ['x'.repeat(10_000), cycle, 1n])
      expect(checkCall('openExternal', own, [arg])).toEqual({ ok: false, error: 'size' });
  });
  it.each([[[]], [[1]], [['']], [['a', 'b']], [[null]], [[{ url: 'x' }]]])(
    'openExternal(%j) is refused',
    (args) => expect(checkCall('openExternal', own, args)).toEqual({ ok: false, error: 'schema' }),
  );
  it.each([{ ...note, tag: '' }, { ...note, icon: 'x' }, { title: 'a' }, { ...note, title: 1 }])(
    'notify(%j) is refused',
    (arg) => expect(checkCall('notify', own, [arg])).toEqual({ ok: false, error: 'schema' }),
  );
  it('what takes nothing takes nothing', () => {
    expect(checkCall('info', own, [1]).ok).toBe(false);
    expect(checkCall('connectHost', own, [{}]).ok).toBe(false);
  });
});

describe('between main and the host', () => {
  it.each([null, {}, { type: 'stop2' }, { type: 'secret', id: 1, secret: 'text' }, { type: 'start' }])(
    'to the host: %j is not understood',
    (message) => expect(messageToHost.safeParse(message).success).toBe(false),
  );
  it.each([
    { type: 'getSecret', id: 1, name: '../other' },
    { type: 'getSecret', id: 1, name: '' },
    { type: 'setSecret', id: 1, name: 'a', secret: 'text' },
    { type: 'openExternal', url: 'x' },
  ])('from the host: %j is not understood', (message) =>
    expect(messageFromHost.safeParse(message).success).toBe(false),
  );
  it('a secret has a size', () => {
    const message = { type: 'setSecret', id: 1, name: 'a', secret: new Uint8Array(2_000) };
    expect(messageFromHost.safeParse(message).success).toBe(false);
  });
  it('sound ones are', () => {
    expect(messageToHost.safeParse({ type: 'secret', id: 1, secret: null }).success).toBe(true);
    expect(
      messageFromHost.safeParse({ type: 'setSecret', id: 1, name: 'seed-1', secret: new Uint8Array(32) })
        .success,
    ).toBe(true);
  });
});
