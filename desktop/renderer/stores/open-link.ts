/** Follows a link that somebody wrote: to a message, note, board or card here where it is one, else outside the app. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDocumentLink } from '../text/document-links.ts';
import { parseMessageLink } from '../text/message-links.ts';
import { useServices } from './services.ts';

export const useOpenLink = (): ((url: string) => void) => {
  const { app, environment, navigation, toasts } = useServices();
  const { t } = useTranslation();
  return useCallback(
    (url) => {
      const message = parseMessageLink(url);
      const document = parseDocumentLink(url);
      const community = (message ?? document)?.community;
      if (community === undefined) return environment.openExternal(url);
      if (!app.store.getState().communities?.some(({ id }) => id === community))
        toasts.show(t('boards.embedNoAccess'), { tone: 'problem' });
      else if (message)
        navigation.jumpTo(message.community, message.channel, message.thread, message.message);
      else if (document) navigation.openDocument(document);
    },
    [app, environment, navigation, toasts, t],
  );
};
