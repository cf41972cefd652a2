/** The host's utility process: started, given its secrets and pages, restarted when it dies, stopped. */
import type { SecretStore } from '@maru/sync-core';
import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import { type MessageToHost, messageFromHost } from '../host/utility-messages.ts';
import { logger } from './logger.ts';
import { createRestarts } from './rules/restarts.ts';

/** Closing files takes milliseconds. A host that hangs is ended: what it acknowledged is on disk [S1]. */
const stopWithinMs = 10_000;

export type HostProcess = {
  /** A new port to the host, for one page. */
  connect(): MessagePortMain;
  /** Resolves when the process has ended: by itself with its files closed, or after a while by force. */
  stop(): Promise<void>;
};

export type HostProcessOptions = {
  readonly modulePath: string;
  readonly folder: string;
  readonly relayUrl: string;
  readonly language: string;
  readonly secrets: SecretStore;
  /** The host died and runs again: pages need new ports. */
  readonly restarted: () => void;
  /** It died too often; nothing more is tried. */
  readonly gaveUp: () => void;
};

export const createHostProcess = (options: HostProcessOptions): HostProcess => {
  const { modulePath, folder, relayUrl, language, secrets } = options;
  const restarts = createRestarts();
  let stopping = false;

  const answer = async (id: number, task: () => Promise<Uint8Array | null>): Promise<MessageToHost> => {
    try {
      return { type: 'secret', id, secret: await task() };
    } catch {
      logger.error('the keychain could not be used');
      return { type: 'secretFailed', id };
    }
  };

  const start = () => {
    // No inherited arguments; standard error carries the host's log lines.
    const child = utilityProcess.fork(modulePath, [], { serviceName: 'Maru host', stdio: 'inherit' });
    const post = (message: MessageToHost, ports?: MessagePortMain[]) => child.postMessage(message, ports);
    const ended = Promise.withResolvers<void>();
    child.on('message', (data: unknown) => {
      const message = messageFromHost.safeParse(data);
      if (!message.success) return logger.warn('a message from the host was not understood');
      switch (message.data.type) {
        case 'getSecret': {
          const { id, name } = message.data;
          return void answer(id, () => secrets.get(name)).then((reply) => post(reply));
        }
        case 'setSecret': {
          const { id, name, secret } = message.data;
          return void answer(id, () => secrets.set(name, secret).then(() => null)).then((reply) =>
            post(reply),
          );
        }
        case 'stopped':
          return void child.kill();
      }
    });
    child.on('exit', (code) => {
      ended.resolve();
      if (stopping) return;
      logger.error('the host ended', { code });
      if (!restarts.died(performance.now())) return options.gaveUp();
      current = start();
      options.restarted();
    });
    post({ type: 'start', folder, relayUrl, language });
    return { post, ended: ended.promise, kill: () => void child.kill() };
  };

  let current = start();
  return {
    connect() {
      const { port1, port2 } = new MessageChannelMain();
      current.post({ type: 'connect' }, [port1]);
      return port2;
    },
    async stop() {
      const isFirst = !stopping;
      stopping = true;
      if (isFirst) current.post({ type: 'stop' });
      const late = setTimeout(current.kill, stopWithinMs);
      await current.ended;
      clearTimeout(late);
    },
  };
};
