/** Processes that run cases. One that takes too long is killed, one that dies is replaced, and both are findings. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Failure } from './run-case.ts';

export interface Job {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Pool {
  run(job: Job): Promise<Failure | null>;
  close(): void;
}

const worker = new URL('./worker.ts', import.meta.url);
const ready = new WeakMap<ChildProcess, Promise<unknown>>();

/** `patience` in milliseconds: how long a case may keep a processor busy; ten times as long if it only waits. */
export function openPool(size: number, patience: number, program = worker): Pool {
  const idle: ChildProcess[] = [];
  const waiting: ((worker: ChildProcess) => void)[] = [];
  for (let count = 0; count < size; count += 1) idle.push(start(program));
  const release = (worker: ChildProcess): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  return {
    async run(job) {
      const worker = idle.pop() ?? (await new Promise<ChildProcess>((go) => waiting.push(go)));
      const failure = await ask(worker, job, patience);
      const isGone = worker.exitCode !== null || worker.signalCode !== null || worker.killed;
      release(isGone ? start(program) : worker);
      return failure;
    },
    close() {
      for (const worker of idle) worker.kill('SIGKILL');
    },
  };
}

function start(program: URL): ChildProcess {
  const started = fork(program, {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=1024', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  ready.set(started, Promise.race([once(started, 'message'), once(started, 'exit')]));
  return started;
}

async function ask(worker: ChildProcess, job: Job, patience: number): Promise<Failure | null> {
  // Loading the modules is no part of a case.
  await ready.get(worker);
  return new Promise((resolve) => {
    let said = '';
    const settle = (failure: Failure | null): void => {
      clearInterval(timer);
      worker.off('message', onMessage).off('exit', onExit);
      worker.stderr?.off('data', onData);
      resolve(failure);
    };
    const onData = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-2_000);
    };
    const onMessage = (failure: unknown): void => settle(failure as Failure | null);
    const onExit = (code: number | null, signal: string | null): void =>
      settle({ promise: 'crash', message: `the process ended with ${signal ?? code}: ${said}` });
    const started = performance.now();
    const before = busy(worker);
    const timer = setInterval(() => {
      const waited = performance.now() - started;
      if (waited < patience) return;
      // Where others keep the processors busy, time says nothing about a case.
      if (busy(worker) - before < patience && waited < 10 * patience) return;
      worker.off('exit', onExit).kill('SIGKILL');
      settle({ promise: 'hang', message: `no answer within ${patience / 1000} s` });
    }, 200);
    worker.on('message', onMessage).on('exit', onExit);
    worker.stderr?.on('data', onData);
    worker.send(job);
  });
}

/** Milliseconds of processor time that a process has used; infinite where the system does not say. */
function busy({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    // User and system time, in hundredths of a second.
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
