/** Keys that work everywhere. Letters without Ctrl or Cmd only count outside of text fields. */
import { useEffect } from 'react';
import { runCallKey } from '../features/calls/people/call-keys.ts';
import { channelsAsShown } from '../stores/channel-order.ts';
import { useServices } from '../stores/services.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The Latin letter of a key, on a keyboard that writes Korean too. */
const letterOf = ({ key, code }: KeyboardEvent): string =>
  /^[a-z]$/i.test(key) ? key.toUpperCase() : (/^Key([A-Z])$/.exec(code)?.[1] ?? '');

export const useShortcuts = () => {
  const { call, navigation, communities } = useServices();
  useEffect(() => {
    const step = (direction: number, unreadOnly: boolean) => {
      const { community, channels } = navigation.store.getState();
      const sidebar = community ? communities.store.getState().byId[community]?.sidebar : null;
      if (!community || !sidebar) return;
      const list = channelsAsShown(sidebar);
      const at = Math.max(
        0,
        list.findIndex(({ id }) => id === channels[community]),
      );
      for (let offset = 1; offset <= list.length; offset++) {
        const next = list[(at + direction * offset + list.length * offset) % list.length];
        if (next && (!unreadOnly || next.unread)) return navigation.openChannel(community, next.id);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const mod = event.ctrlKey || event.metaKey;
      const letter = letterOf(event);
      const handled = (() => {
        if (mod && event.shiftKey && !event.altKey && !event.repeat) {
          const ran = runCallKey(call, letter);
          if (ran !== null) return ran;
        }
        if (mod && letter === 'K') return navigation.openDialog({ kind: 'switcher' });
        if (mod && letter === 'F') return navigation.openPanel({ kind: 'search' });
        if (mod && event.key === ',') return navigation.openSettings('profile');
        if (event.altKey && event.key === 'ArrowUp') return step(-1, event.shiftKey);
        if (event.altKey && event.key === 'ArrowDown') return step(1, event.shiftKey);
        if (event.key === '?' && !isTyping(event.target)) return navigation.openDialog({ kind: 'shortcuts' });
        // A dialog closes itself; here Escape leaves settings and panels, then goes to the newest message.
        if (event.key === 'Escape' && !navigation.store.getState().dialog)
          return navigation.back() ? undefined : navigation.toNewest();
        return null;
      })();
      if (handled !== null) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [call, navigation, communities]);
};
