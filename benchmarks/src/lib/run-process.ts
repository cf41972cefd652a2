/** Starts one fresh process for one order and waits for its answer. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type TrialAnswer, type TrialOrder, trialAnswer } from './messages.ts';
import { profileArguments } from './profiler.ts';

/** A trial that takes longer hangs: it is ended and told as failed. */
const longestMs = 15 * 60 * 1000;
const keptErrorCharacters = 4_000;

/**
 * `root` is that of the tree whose code is to run. With a profile asked for, the process leaves it in that
 * folder, where any flame graph viewer opens it.
 */
export const runInProcess = (root: string, order: TrialOrder): Promise<TrialAnswer> =>
  new Promise((resolve) => {
    const profile = order.kind === 'trial' ? order.profile : null;
    const child = fork(join(root, 'benchmarks/src/lib/trial-main.ts'), {
      execArgv: [
        '--expose-gc',
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=DEP0205',
        ...(profile === null ? [] : profileArguments(profile.folder, 'trial')),
      ],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    let errors = '';
    let answer: TrialAnswer | null = null;
    const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-keptErrorCharacters);
    });
    child.on('message', (message) => {
      answer = trialAnswer.parse(message);
    });
    child.on('error', (error) => {
      answer = { kind: 'failed', reason: error.message };
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(answer ?? { kind: 'failed', reason: `ended with ${signal ?? code}\n${errors}` });
    });
    child.send(order);
  });
