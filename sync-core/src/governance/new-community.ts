/** What a new community starts with. Names are the caller's, in the founder's language. */
import { type CipherSuite, opIdOf } from '../crypto/index.ts';
import {
  type CategoryId,
  type ChannelId,
  type DeviceCertificate,
  type GovernanceOp,
  governanceStream,
  type LogId,
  type OperationOf,
  opToCategoryId,
  opToChannelId,
  type PaletteColour,
} from '../model/index.ts';
import { orderBetween } from './order.ts';

export type NewCommunity = {
  /** Already made: the community's id, and so the certificate, commit to it. */
  readonly genesis: OperationOf<'genesis'>;
  readonly certificate: DeviceCertificate;
  readonly founderName: string;
  readonly founderColour: PaletteColour;
  readonly categoryName: string;
  readonly channelName: string;
  /** The founder's governance log; the operations are to be its envelope number 0. */
  readonly log: LogId;
};

export const newCommunityOps = (
  suite: CipherSuite,
  input: NewCommunity,
): { readonly ops: readonly GovernanceOp[]; readonly category: CategoryId; readonly channel: ChannelId } => {
  const idAt = (index: number) => opIdOf(suite, governanceStream, input.log, 0, index);
  const category = opToCategoryId(idAt(2));
  const order = orderBetween(null, null);
  const ops: readonly GovernanceOp[] = [
    input.genesis,
    {
      type: 'memberJoined',
      certificate: input.certificate,
      name: input.founderName,
      colour: input.founderColour,
      invite: null,
    },
    { type: 'categoryCreated', name: input.categoryName, order },
    { type: 'channelCreated', kind: 'text', name: input.channelName, topic: '', category, order },
  ];
  return { ops, category, channel: opToChannelId(idAt(3)) };
};
