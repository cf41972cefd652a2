/** System notifications asked for by the page. A new one with the same tag takes the old one's place. */
import { Notification } from 'electron';
import type { ShellNotification } from '../contract/shell.ts';

/** The oldest is closed beyond this: a flood of mentions must not pile up. */
const most = 32;

export const createNotifications = (opened: (tag: string) => void) => {
  const shown = new Map<string, Notification>();
  return {
    show({ title, body, tag }: ShellNotification): void {
      if (!Notification.isSupported()) return;
      shown.get(tag)?.close();
      shown.delete(tag);
      const notification = new Notification({ title, body });
      shown.set(tag, notification);
      notification.on('click', () => opened(tag));
      notification.on('close', () => {
        if (shown.get(tag) === notification) shown.delete(tag);
      });
      const [oldest] = shown.keys();
      if (shown.size > most && oldest !== undefined) {
        shown.get(oldest)?.close();
        shown.delete(oldest);
      }
      notification.show();
    },
  };
};
