/** Why a command or query was refused, in terms the UI has words for. */
import type { Denial, GuardianError, RuleMetView, StorageError } from '@maru/sync-core';

export type HostError =
  | { readonly kind: 'invalid-input'; readonly detail: string }
  | { readonly kind: 'no-profile' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed'; readonly permission: Denial }
  | { readonly kind: 'invalid-link'; readonly reason: 'malformed' | 'expired' | 'version' }
  | { readonly kind: 'invalid-phrase' }
  | { readonly kind: 'invalid-codes'; readonly problem: GuardianError }
  /** The files are here, the key that opens them is not. */
  | { readonly kind: 'locked' }
  /** A phrase of someone who is in none of the communities that the files hold. */
  | { readonly kind: 'other-identity' }
  | { readonly kind: 'still-member' }
  | { readonly kind: 'too-long'; readonly limitBytes: number }
  | { readonly kind: 'slow-mode'; readonly until: number }
  | { readonly kind: 'call-full'; readonly most: number }
  | { readonly kind: 'call-devices'; readonly most: number }
  | { readonly kind: 'no-signaling' }
  | { readonly kind: 'line-busy' }
  | { readonly kind: 'rings-too-often' }
  /** An automatic rule would hide these words from the others. */
  | { readonly kind: 'rule-met'; readonly rule: RuleMetView }
  | { readonly kind: 'storage'; readonly error: StorageError }
  | { readonly kind: 'closed' }
  /** A bug: the host threw. The message holds no content. */
  | { readonly kind: 'internal' };
