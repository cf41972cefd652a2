/** A button that can't be pressed now says why: on hover, on focus and to screen readers. */
import type { Verdict } from '@maru/sync-core';
import { type ComponentProps, cloneElement, type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Tip } from '../../components/tip.tsx';
import { useServices } from '../../stores/services.ts';
import { refusalWords } from '../../text/refusals.ts';

export const Barred = ({
  verdict,
  children,
}: {
  verdict: Verdict;
  children: ReactElement<ComponentProps<'button'>>;
}) => {
  const { toasts } = useServices();
  const { t } = useTranslation();
  const id = useId();
  if (verdict === null) return children;
  const words = refusalWords(t, verdict);
  return (
    <>
      <Tip label={words}>
        {/* Not `disabled`: what can't be focused can't say why. */}
        {cloneElement(children, {
          'aria-disabled': true,
          'aria-describedby': id,
          // Nothing hovers where there is no pointer.
          onClick: () => toasts.show(words),
        })}
      </Tip>
      <span id={id} hidden>
        {words}
      </span>
    </>
  );
};
