/** How ssh is called: to open a shared connection, to use it, to ask after it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { exitOf } from './streams.ts';
import { destination, type Target } from './target.ts';

/** Goes to the background once it is let in: when it ends, the connection stands or was refused. */
export function spawnMaster(
  socket: string,
  target: Target,
  env: NodeJS.ProcessEnv,
  mayAsk: boolean,
): ChildProcess {
  const words = [
    ...['-M', '-S', socket, '-f', '-N', '-T'],
    ...option('BatchMode', mayAsk ? 'no' : 'yes'),
    // Should this process be killed, the connection outlives the last session by this much.
    ...option('ControlPersist', '10'),
    ...option('ConnectTimeout', '15'),
    ...option('ServerAliveInterval', '10'),
    ...option('ServerAliveCountMax', '3'),
    ...option('RemoteCommand', 'none'),
    ...option('ClearAllForwardings', 'yes'),
    ...destination(target),
  ];
  return spawn('ssh', words, { env, stdio: [mayAsk ? 'inherit' : 'ignore', 'ignore', 'pipe'] });
}

/** A command over the shared connection. `terminal`: with the real one here and one there. */
export function spawnSession(
  socket: string,
  target: Target,
  env: NodeJS.ProcessEnv,
  command: string,
  terminal: boolean,
): ChildProcess {
  const words = [
    ...['-S', socket, terminal ? '-t' : '-T'],
    ...option('ControlMaster', 'no'),
    ...option('BatchMode', 'yes'),
    // Without the shared connection ssh would quietly make one of its own.
    ...option('ProxyCommand', 'false'),
    ...option('LogLevel', 'ERROR'),
    ...option('RemoteCommand', 'none'),
    ...destination(target),
    command,
  ];
  // Ctrl-C at the terminal is for the block, and the runner passes it on.
  return terminal
    ? spawn('ssh', words, { env, stdio: 'inherit' })
    : spawn('ssh', words, { env, stdio: 'pipe', detached: true });
}

/** Whether the connection answered. */
export async function tellMaster(
  socket: string,
  target: Target,
  env: NodeJS.ProcessEnv,
  what: 'check' | 'exit',
): Promise<boolean> {
  const words = ['-S', socket, '-O', what, ...destination(target)];
  return (await exitOf(spawn('ssh', words, { env, stdio: 'ignore' }))) === 0;
}

function option(name: string, value: string): [string, string] {
  return ['-o', `${name}=${value}`];
}
