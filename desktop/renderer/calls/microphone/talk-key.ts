/**
 * The key that is held to talk, or to be silent: which keys may be it, and when a press of it counts. A key that
 * writes counts not while somebody writes, and none while another shortcut is meant.
 */
/** What of a `KeyboardEvent` matters here. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'> & {
  /** The focus is where text is written. */
  readonly inText: boolean;
};

/** Keys by which one moves about and works the page: held to talk, they would do that as well. */
const neededKeys: ReadonlySet<string> = new Set([
  'Escape',
  'Tab',
  'Enter',
  'NumpadEnter',
  'Space',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
const modifiers = /^(?:Control|Alt|Shift|Meta)(?:Left|Right)$/;
/** Keys that write nothing, wherever the focus is; a modifier writes with others. */
const silentKeys =
  /^(?:F\d{1,2}|CapsLock|ScrollLock|Pause|Insert|ContextMenu|(?:Control|Alt|Meta)(?:Left|Right))$/;

export type KeyRefusal = 'needed' | 'unknown';

/** Why this key can't be the one; null: it can. */
export const refuseTalkKey = (code: string): KeyRefusal | null => {
  // Keyboards of phones name no keys.
  if (code === '' || code === 'Unidentified') return 'unknown';
  return neededKeys.has(code) ? 'needed' : null;
};

/** Whether this press begins to hold `key`. */
export const pressesTalkKey = (press: KeyPress, key: string): boolean => {
  if (press.code !== key || press.repeat) return false;
  if (press.inText && !silentKeys.test(key)) return false;
  return modifiers.test(key) || !(press.ctrlKey || press.altKey || press.metaKey);
};

/** Whether an element takes what is typed. */
export const isTextField = (element: Element | null): boolean => {
  if (element === null) return false;
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  if (element instanceof HTMLInputElement)
    return !/^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/.test(element.type);
  return element instanceof HTMLElement && element.isContentEditable;
};
