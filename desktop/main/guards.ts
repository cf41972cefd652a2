/** Electron's events and handlers wired to `rules/`: what pages may not do. */
import { app, type Session, shell, type WebContents } from 'electron';
import { logger } from './logger.ts';
import { mayDownload } from './rules/downloads.ts';
import { externalUrl } from './rules/external.ts';
import { decideWindowOpening, mayNavigate } from './rules/navigation.ts';
import { mayUse } from './rules/permissions.ts';
import { letShareScreens } from './screen-picker.ts';

/** Opens an address outside when it may be; says nothing of a refused one, which can hold anything. */
export const openExternal = async (address: string): Promise<void> => {
  const url = externalUrl(address);
  if (url === null) return logger.warn('an address was not opened');
  await shell.openExternal(url);
};

const guardContents = (contents: WebContents): void => {
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate({ url: event.url, isMainFrame: event.isMainFrame })) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate({ url: event.url, isMainFrame: event.isMainFrame })) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const { action, external } = decideWindowOpening(url);
    if (external !== null) void openExternal(external);
    return { action };
  });
};

/** Every page that will ever be made, whoever makes it. */
export const guardAllContents = (): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    // Left alone, Electron hands the first one to whichever server asks: a name for who is connecting.
    event.preventDefault();
    callback();
  });
};

export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(mayUse({ permission, requester: details.requestingUrl, isMainFrame: details.isMainFrame })),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayUse({
      permission,
      requester: details.requestingUrl ?? requestingOrigin,
      embedder: details.embeddingOrigin,
      isMainFrame: details.isMainFrame,
    }),
  );
  session.setDevicePermissionHandler(() => false);
  letShareScreens(session);
  // Dictionaries would come from a server that is not ours; a page downloads nothing but what it made.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
};
