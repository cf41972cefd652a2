/** A key's name as it is printed on a keyboard, from its place (`KeyboardEvent.code`). */
import type { TFunction } from 'i18next';

const printed: ReadonlyMap<string, string> = new Map([
  ['Backquote', '`'],
  ['Minus', '-'],
  ['Equal', '='],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Backslash', '\\'],
  ['Semicolon', ';'],
  ['Quote', "'"],
  ['Comma', ','],
  ['Period', '.'],
  ['Slash', '/'],
  ['CapsLock', 'Caps Lock'],
  ['ScrollLock', 'Scroll Lock'],
  ['Control', 'Ctrl'],
]);

export const keyLabel = (t: TFunction, code: string): string => {
  const plain = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (plain) return plain;
  const sided = /^(Control|Alt|Shift|Meta)(Left|Right)$/.exec(code);
  if (sided) {
    const [, name = '', side] = sided;
    const key = printed.get(name) ?? name;
    return side === 'Left' ? t('callAudio.keyLeft', { key }) : t('callAudio.keyRight', { key });
  }
  const numpad = /^Numpad(.+)$/.exec(code)?.[1];
  if (numpad) return t('callAudio.keyNumpad', { key: numpad });
  return printed.get(code) ?? code;
};
