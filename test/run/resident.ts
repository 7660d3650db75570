/** The most memory that a process had, as the kernel counted it. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes; settles when the process has ended. */
export async function largestResident(pid: number): Promise<number> {
  let most = 0;
  for (;;) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'latin1');
      const found = /^VmHWM:\s+(\d+) kB/m.exec(status);
      if (found === null) return most;
      most = Number(found[1]) * 1024;
    } catch {
      return most;
    }
    await sleep(20);
  }
}
