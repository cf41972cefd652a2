/**
 * Inviting people. Opens with a link that can be handed on at once: the own one of the usual conditions where there
 * is one, else a new one. Other conditions make another link and leave this one as it is.
 */
import type { CommunitySummary, InvitesView, InviteView } from '@maru/sync-core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './invite.module.css';
import { LinkView, type Shown } from './link-view.tsx';
import { TermsForm } from './terms-form.tsx';

const dayMs = 86_400_000;
const usualAgeMs = 7 * dayMs;

/** An own link without conditions that lasts a while yet. */
const usualOf = ({ invites }: InvitesView, now: number) =>
  invites.find(
    ({ mine, link, state, roles, approval, maxUses, expiresAt }) =>
      mine &&
      link !== null &&
      state === 'open' &&
      roles.length === 0 &&
      !approval &&
      maxUses === null &&
      expiresAt !== null &&
      expiresAt > now + usualAgeMs - 3 * dayMs,
  );

const shownOf = (made: InviteView, view: InvitesView | null): Shown => {
  const row = view?.invites.find(({ id }) => id === made.id);
  const { link, expiresAt, maxUses } = made;
  return {
    link,
    expiresAt,
    maxUses,
    uses: row?.uses ?? 0,
    approval: row?.approval ?? false,
    roles: row?.roles ?? [],
  };
};

export const InviteDialog = ({
  community: { id: community, name },
  onClose,
}: {
  community: CommunitySummary;
  onClose: () => void;
}) => {
  const { bridge, clock, toasts } = useServices();
  const { t } = useTranslation();
  const { value: view } = useQuery('invites', { community }, ['governanceChanged']);
  const [made, setMade] = useState<InviteView | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const known = view !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as it is known what there is.
  useEffect(() => {
    if (view === null || made !== null) return;
    const usual = usualOf(view, clock.store.getState().now);
    if (usual?.link) {
      const { id, link, expiresAt, maxUses } = usual;
      setMade({ id, link, expiresAt, maxUses });
      return;
    }
    let stale = false;
    void bridge.command('createInvite', { community, maxAgeMs: usualAgeMs, maxUses: null }).then((answer) => {
      if (stale) return;
      if (answer.ok) setMade(answer.value);
      else setError(errorWords(t, answer.error));
    });
    return () => {
      stale = true;
    };
  }, [known]);

  const shown = made && shownOf(made, view);
  return (
    <Dialog
      title={t('invites.title', { name })}
      description={
        choosing
          ? t('invites.otherHint')
          : shown?.approval
            ? t('invites.hintApproval')
            : t('invites.hintOpen')
      }
      width={560}
      onClose={onClose}
    >
      {choosing && view ? (
        <TermsForm
          community={community}
          roles={view.roles}
          onBack={() => setChoosing(false)}
          onMade={(invite) => {
            setMade(invite);
            setChoosing(false);
            toasts.show(t('invites.made'));
          }}
        />
      ) : (
        <LinkView invite={shown} error={error}>
          <div className={styles.more}>
            <Button tone="quiet" disabled={!view || error !== null} onClick={() => setChoosing(true)}>
              {t('invites.other')}
            </Button>
          </div>
        </LinkView>
      )}
    </Dialog>
  );
};
