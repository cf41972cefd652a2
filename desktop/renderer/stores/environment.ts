/** What the shell around the page provides; everything with a default may be left out. */
export type SystemNotification = {
  readonly title: string;
  readonly body: string;
  /** Same tag replaces the earlier one. */
  readonly tag: string;
  readonly onOpen: () => void;
};

/** What came of it; `askable`: nobody has allowed or refused notifications yet. */
export type Notified = 'shown' | 'askable' | 'refused';

export type Environment = {
  /** Opens an already checked http, https or mailto link outside the app. */
  openExternal(url: string): void;
  notify(notification: SystemNotification): Notified;
  /** Asks the person once where the platform wants that; true when notifications will be shown. */
  allowNotifications(): Promise<boolean>;
  /** The address that invite links start with. */
  readonly baseUrl: string;
  /** The invite link the app was opened with, and later ones. */
  readonly joinLink: string | null;
  /** The code that links this new device, where the app was opened by one. */
  readonly pairingText?: string;
  onJoinLink(listener: (link: string) => void): () => void;
  /** Called once a newer version of the app waits, with what starts it. Returns its own end. */
  onNewVersion(listener: (start: () => void) => void): () => void;
  /** Whether what is shared of a screen can have its sound, without that of the call. */
  readonly sharesSound: boolean;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  readonly languages: readonly string[];
  /** Small facts about this window (its widths), written at once; of content only the draft on its way to the host. */
  recall(key: string): string | null;
  remember(key: string, value: string): void;
};

export type EnvironmentInput = Pick<Environment, 'openExternal' | 'notify' | 'baseUrl'> &
  Partial<Environment>;
