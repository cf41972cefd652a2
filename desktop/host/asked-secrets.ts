/** The host's secrets in Electron: only main can use the system's keychain, so it is asked. */
import type { SecretStore } from '@maru/sync-core';
import type { MessageFromHost, MessageToHost } from './utility-messages.ts';

type SecretReply = Extract<MessageToHost, { type: 'secret' | 'secretFailed' }>;

export type AskedSecrets = {
  readonly store: SecretStore;
  /** Main's answer; one nobody waits for is ignored. */
  answered(reply: SecretReply): void;
};

export const createAskedSecrets = (post: (message: MessageFromHost) => void): AskedSecrets => {
  const waiting = new Map<number, PromiseWithResolvers<Uint8Array | null>>();
  let lastId = 0;
  const ask = (question: (id: number) => MessageFromHost): Promise<Uint8Array | null> => {
    const id = ++lastId;
    const answer = Promise.withResolvers<Uint8Array | null>();
    waiting.set(id, answer);
    post(question(id));
    return answer.promise;
  };
  return {
    store: {
      get: (name) => ask((id) => ({ type: 'getSecret', id, name })),
      set: async (name, secret) => {
        await ask((id) => ({ type: 'setSecret', id, name, secret }));
      },
    },
    answered(reply) {
      const answer = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.type === 'secret') answer?.resolve(reply.secret);
      // Never `null`: that would mean that there is no secret.
      else answer?.reject(new Error('the system keychain could not be used'));
    },
  };
};
