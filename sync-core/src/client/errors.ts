/** Why a command was refused. The UI has words for each. */
import { err, type Result } from '../base/index.ts';
import type { GuardianError } from '../crypto/index.ts';
import type { GovernanceRefusal } from '../governance/index.ts';
import type { Permission } from '../model/index.ts';
import type { StorageError } from '../ports/index.ts';
import type { RuleMetView } from './moderation-views.ts';

/** The permission that is missing, what else forbids it, or (`member`) that no key to write with is here. */
export type Denial = Permission | GovernanceRefusal | 'member';

export type ClientError =
  | { readonly kind: 'no-profile' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed'; readonly permission: Denial }
  | { readonly kind: 'invalid-link'; readonly reason: 'malformed' | 'expired' | 'version' }
  | { readonly kind: 'invalid-phrase' }
  /** Codes of guardians that aren't enough, or aren't codes. */
  | { readonly kind: 'invalid-codes'; readonly problem: GuardianError }
  /** A community can be taken off the list only once one isn't a member of it. */
  | { readonly kind: 'still-member' }
  | { readonly kind: 'too-long'; readonly limitBytes: number }
  /** The channel is slow, and the own person wrote there a moment ago. */
  | { readonly kind: 'slow-mode'; readonly until: number }
  /** An automatic rule would hide these words from the others. */
  | { readonly kind: 'rule-met'; readonly rule: RuleMetView }
  /** A call carries no more. */
  | { readonly kind: 'call-full'; readonly most: number }
  /** As many of one's own devices are in it as a call takes of one person. */
  | { readonly kind: 'call-devices'; readonly most: number }
  /** A ring comes in or goes out on this installation already. */
  | { readonly kind: 'line-busy' }
  /** They were rung so often just now that another ring would not reach them. */
  | { readonly kind: 'rings-too-often' }
  /** No signaling server is in reach, so nobody could be met. */
  | { readonly kind: 'no-signaling' }
  | { readonly kind: 'storage'; readonly error: StorageError }
  | { readonly kind: 'closed' };

export type Outcome<T> = Result<T, ClientError>;

export const notFound = err<ClientError>({ kind: 'not-found' });
export const notAllowed = (permission: Denial) => err<ClientError>({ kind: 'not-allowed', permission });
export const tooLong = (limitBytes: number) => err<ClientError>({ kind: 'too-long', limitBytes });
export const storageFailed = (error: StorageError) => err<ClientError>({ kind: 'storage', error });
