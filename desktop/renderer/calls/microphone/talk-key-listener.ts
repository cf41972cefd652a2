/**
 * Listens for the talk key in this window. Whoever leaves the window lets go of it: a key that is released
 * elsewhere is never heard of, and a microphone must not stay open for that. Keys in other programs' windows are
 * not heard at all.
 */
import { isTextField, pressesTalkKey } from './talk-key.ts';

export type TalkKeyDeps = {
  /** The key as it is now; null while none counts. */
  readonly key: () => string | null;
  readonly onHeld: (held: boolean) => void;
};

/** Returns its own end, which lets go as well. */
export const listenForTalkKey = ({ key, onHeld }: TalkKeyDeps): (() => void) => {
  let held: string | null = null;
  const letGo = (): void => {
    if (held === null) return;
    held = null;
    onHeld(false);
  };
  const down = (event: KeyboardEvent): void => {
    const wanted = key();
    if (wanted === null || event.code !== wanted) return;
    const { code, ctrlKey, altKey, metaKey, repeat } = event;
    const inText = isTextField(document.activeElement);
    if (held === code) {
      // Held on, it does nothing else.
      if (!inText) event.preventDefault();
      return;
    }
    if (!pressesTalkKey({ code, ctrlKey, altKey, metaKey, repeat, inText }, wanted)) return;
    if (!inText) event.preventDefault();
    held = code;
    onHeld(true);
  };
  const up = ({ code }: KeyboardEvent): void => {
    if (code === held) letGo();
  };
  const hidden = (): void => {
    if (document.hidden) letGo();
  };
  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keyup', up, { capture: true });
  window.addEventListener('blur', letGo);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    window.removeEventListener('keydown', down, { capture: true });
    window.removeEventListener('keyup', up, { capture: true });
    window.removeEventListener('blur', letGo);
    document.removeEventListener('visibilitychange', hidden);
    letGo();
  };
};
