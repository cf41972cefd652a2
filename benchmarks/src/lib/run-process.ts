/** Starts one fresh process for one order and waits for its answer. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type TrialAnswer, type TrialOrder, trialAnswer } from './messages.ts';

const entry = fileURLToPath(new URL('./trial-main.ts', import.meta.url));
/** A trial that takes longer hangs: it is ended and told as failed. */
const longestMs = 15 * 60 * 1000;
const keptErrorCharacters = 4_000;

/** With `profile` the process leaves a CPU profile in that folder, which any flame graph viewer opens. */
export const runInProcess = (order: TrialOrder, profile: string | null = null): Promise<TrialAnswer> =>
  new Promise((resolve) => {
    const child = fork(entry, {
      execArgv: [
        '--expose-gc',
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=DEP0205',
        ...(profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
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
