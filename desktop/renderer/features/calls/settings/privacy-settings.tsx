/** What others in a call learn of this machine, and how frames are sealed. */
import { SealFramesRow } from '../frames/seal-frames-row.tsx';
import { HideAddressRow } from '../network/hide-address-row.tsx';

export const PrivacySettings = () => (
  <>
    <HideAddressRow />
    <SealFramesRow />
  </>
);
