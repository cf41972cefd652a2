/** The command line, `maru:` links, the window's place, restarts and fuses. */
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { fuses } from '../../../fuses.ts';
import { deepLinkToInvite } from '../../../main/rules/deep-link.ts';
import { inviteOf, parseLaunchOptions, syncUrlOf } from '../../../main/rules/launch-options.ts';
import { createRestarts } from '../../../main/rules/restarts.ts';
import { parseWindowState, placeWindow } from '../../../main/rules/window-state.ts';

const embedded = 'https://relay.example.org';
const link = 'maru://join#join=AbC_-9';

describe('maru: links', () => {
  it.each([
    [link, link],
    ['maru://join/#join=AbC_-9', link],
    ['MARU://join#join=AbC_-9', link],
  ])('%s is an invite', (text, invite) => expect(deepLinkToInvite(text)).toBe(invite));
  it.each([
    'maru://join',
    'maru://join#join=',
    'maru://join#join=a b',
    'maru://join#join=<script>',
    'maru://join?x=1#join=AbC',
    'maru://user@join#join=AbC',
    'maru://join/path#join=AbC',
    'maru://other#join=AbC',
    'maru:join#join=AbC',
    'https://join#join=AbC',
    `maru://join#join=${'a'.repeat(20_000)}`,
    '--relay=https://evil.example',
    '',
  ])('%j is not', (text) => expect(deepLinkToInvite(text)).toBeNull());
});

describe('the command line', () => {
  it('the embedded relay unless another is given', () => {
    expect(parseLaunchOptions(['maru'], embedded)).toEqual({
      ok: true,
      value: { relayUrl: embedded, folder: null, invite: null },
    });
    expect(
      parseLaunchOptions(['maru', '--relay=http://127.0.0.1:7420/', '--data=/tmp/a', link], embedded),
    ).toEqual({
      ok: true,
      value: { relayUrl: 'http://127.0.0.1:7420', folder: '/tmp/a', invite: link },
    });
  });
  it('what follows `--` is a link and never an option', () => {
    expect(parseLaunchOptions(['maru', '--', '--relay=https://evil.example', link], embedded)).toMatchObject({
      value: { relayUrl: embedded, invite: link },
    });
  });
  it.each(['file:///x', 'ws://x', 'nonsense', '', 'https://u:p@x/', 'https://x/?a=b', 'https://x/#a'])(
    '--relay=%s is refused',
    (relay) => expect(parseLaunchOptions([`--relay=${relay}`], embedded)).toMatchObject({ ok: false }),
  );
  it('a folder is absolute', () => {
    expect(parseLaunchOptions(['--data=here'], embedded)).toMatchObject({ error: { option: '--data' } });
  });
  it('a second start hands its last invite over', () => {
    expect(inviteOf(['maru', '--x', 'maru://join#join=first', link])).toBe(link);
    expect(inviteOf(['maru', 'https://example.org'])).toBeNull();
  });
  it('devices dial the same relay', () => {
    expect(syncUrlOf('https://relay.example.org/maru')).toBe('wss://relay.example.org/maru/sync');
    expect(syncUrlOf('http://127.0.0.1:7420')).toBe('ws://127.0.0.1:7420/sync');
  });
});

describe('the window', () => {
  const screen = { x: 0, y: 0, width: 1_920, height: 1_080 };
  const saved = { x: 100, y: 50, width: 900, height: 700, maximized: false };
  it('comes back where it was', () =>
    expect(placeWindow(saved, [screen])).toEqual({ x: 100, y: 50, width: 900, height: 700 }));
  it('comes back on a second screen', () => {
    const second = { x: 1_920, y: 0, width: 1_280, height: 1_024 };
    expect(placeWindow({ ...saved, x: 2_000 }, [screen, second]).x).toBe(2_000);
  });
  it('is centred where its screen is gone, or its top out of reach', () => {
    expect(placeWindow({ ...saved, x: 4_000 }, [screen])).toEqual({
      x: 510,
      y: 190,
      width: 900,
      height: 700,
    });
    expect(placeWindow({ ...saved, y: -500 }, [screen]).y).toBe(190);
  });
  it('is never larger than the screen nor smaller than the interface', () => {
    expect(placeWindow({ ...saved, width: 9_000, height: 9_000 }, [screen])).toMatchObject({
      width: 1_920,
      height: 1_080,
    });
    expect(placeWindow({ ...saved, width: 1, height: 1 }, [screen])).toMatchObject({
      width: 390,
      height: 480,
    });
  });
  it.each(['', '{', 'null', '[]', '{"x":1}', '{"x":1e400,"y":0,"width":1,"height":1,"maximized":false}'])(
    'a broken file (%j) costs only the place',
    (text) => expect(parseWindowState(text)).toBeNull(),
  );
  it('what is written is read', () => expect(parseWindowState(JSON.stringify(saved))).toEqual(saved));
});

it('a host that keeps dying is left alone; one that dies now and then is started', () => {
  const quick = createRestarts();
  expect([0, 1_000, 2_000, 3_000].map((at) => quick.died(at))).toEqual([true, true, true, false]);
  const slow = createRestarts();
  expect([0, 40_000, 80_000, 120_000, 160_000].map((at) => slow.died(at))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
});

describe('fuses', () => {
  const named = Object.entries(FuseV1Options).filter(
    (entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number',
  );
  it('every fuse of the installed version is named', () => {
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([, fuse]) => typeof fuses[fuse] !== 'boolean')).toEqual([]);
  });
  it('are set as HARDENING asks', () => {
    expect(Object.fromEntries(named.map(([name, fuse]) => [name, fuses[fuse]]))).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
  });
});
