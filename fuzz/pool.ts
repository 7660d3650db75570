/** Processes that run cases. One that takes too long is killed, one that dies is replaced, and both are findings. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Failure } from './run-case.ts';

export interface Job {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Pool {
  run(job: Job): Promise<Failure | null>;
  close(): void;
}

/** `patience` in milliseconds: how long a case may take. */
export function openPool(size: number, patience: number): Pool {
  const idle: ChildProcess[] = [];
  const waiting: ((worker: ChildProcess) => void)[] = [];
  for (let count = 0; count < size; count += 1) idle.push(start());
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
      release(isGone ? start() : worker);
      return failure;
    },
    close() {
      for (const worker of idle) worker.kill('SIGKILL');
    },
  };
}

function start(): ChildProcess {
  return fork(new URL('./worker.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=1024', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function ask(worker: ChildProcess, job: Job, patience: number): Promise<Failure | null> {
  return new Promise((resolve) => {
    let said = '';
    const settle = (failure: Failure | null): void => {
      clearTimeout(timer);
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
    const timer = setTimeout(() => {
      worker.off('exit', onExit).kill('SIGKILL');
      settle({ promise: 'hang', message: `no answer within ${patience / 1000} s` });
    }, patience);
    worker.on('message', onMessage).on('exit', onExit);
    worker.stderr?.on('data', onData);
    worker.send(job);
  });
}
