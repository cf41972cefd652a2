import { expect, test } from 'vitest';
import { type KeyPress, pressesTalkKey, refuseTalkKey } from '../../../renderer/calls/microphone/talk-key.ts';

const press = (code: string, change: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  inText: false,
  ...change,
});

test('the key counts once, and no other does', () => {
  expect(pressesTalkKey(press('Backquote'), 'Backquote')).toBe(true);
  expect(pressesTalkKey(press('Backquote', { repeat: true }), 'Backquote')).toBe(false);
  expect(pressesTalkKey(press('KeyA'), 'Backquote')).toBe(false);
});

test('a key that writes counts not where one writes; one that does not, does', () => {
  for (const key of ['Backquote', 'KeyV', 'ShiftLeft', 'Numpad0'])
    expect(pressesTalkKey(press(key, { inText: true }), key), key).toBe(false);
  for (const key of ['F8', 'ControlRight', 'AltLeft', 'CapsLock', 'Pause'])
    expect(pressesTalkKey(press(key, { inText: true }), key), key).toBe(true);
});

test('another shortcut is no word, but a modifier may be the key itself', () => {
  expect(pressesTalkKey(press('KeyV', { ctrlKey: true }), 'KeyV')).toBe(false);
  expect(pressesTalkKey(press('KeyV', { metaKey: true }), 'KeyV')).toBe(false);
  expect(pressesTalkKey(press('ControlLeft', { ctrlKey: true }), 'ControlLeft')).toBe(true);
});

test('keys by which the page is worked are refused, and ones without a name', () => {
  for (const code of ['Tab', 'Escape', 'Enter', 'Space', 'ArrowUp'])
    expect(refuseTalkKey(code)).toBe('needed');
  for (const code of ['', 'Unidentified']) expect(refuseTalkKey(code)).toBe('unknown');
  for (const code of ['Backquote', 'KeyV', 'F13', 'AltRight']) expect(refuseTalkKey(code)).toBeNull();
});
