/** Tries a change before it is saved: on request, and always when it takes sight away or makes an administrator. */
import type { CommunityId, DryRunView } from '@maru/sync-core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryInputs } from '../../../contract/index.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { refusalWords } from '../../text/refusals.ts';
import { DryRunDialog } from './dry-run-dialog.tsx';

type Change = QueryInputs['dryRun']['change'];
type Going = {
  readonly label: string;
  readonly tone: 'accent' | 'danger';
  readonly run: () => Promise<void> | void;
};
type Shown = { readonly title: string; readonly run: DryRunView; readonly going: Going | null };

export type Trial = {
  /** Shows what it would do. Words for why it can't be told, if it can't. */
  look(change: Change, title: string): Promise<string | null>;
  /** Does it, at once or once it was looked at. Words for why it would not count, if it wouldn't. */
  guard(change: Change, title: string, going: Going): Promise<string | null>;
  readonly dialog: ReactNode;
};

export const useTrial = (community: CommunityId): Trial => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown | null>(null);
  const close = () => setShown(null);
  return {
    async look(change, title) {
      const answer = await bridge.query('dryRun', { community, change });
      if (!answer.ok) return errorWords(t, answer.error);
      setShown({ title, run: answer.value, going: null });
      return null;
    },
    async guard(change, title, going) {
      const answer = await bridge.query('dryRun', { community, change });
      if (!answer.ok) return errorWords(t, answer.error);
      if (answer.value.refusal !== null) return refusalWords(t, answer.value.refusal);
      if (answer.value.grave) setShown({ title, run: answer.value, going });
      else await going.run();
      return null;
    },
    dialog: shown && (
      <DryRunDialog
        title={shown.title}
        run={shown.run}
        go={shown.going}
        onClose={close}
        onGo={() => {
          close();
          void shown.going?.run();
        }}
      />
    ),
  };
};
