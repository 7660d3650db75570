/** What the preflight asks a host for: the commands that blocks need there. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Place, procedure } from '../cli.ts';
import { hasSshd } from './sshd.ts';
import { HOME, startSshd } from './support.ts';

const RUN = ['run', 'PROC-T-001', '--yes'];

describe.skipIf(!hasSshd)('the preflight on another host', () => {
  it('lists what its blocks need there and a login does not find, and starts nothing', async () => {
    const profile = `${HOME['.bash_profile']}echo welcome\nPATH="$HOME/bin:$PATH"\n`;
    const sshd = await startSshd({ home: { '.bash_profile': profile } });
    mkdirSync(join(sshd.home, 'bin'));
    writeFileSync(join(sshd.home, 'bin/own-tool'), '#!/bin/sh\necho own\n');
    chmodSync(join(sshd.home, 'bin/own-tool'), 0o755);
    const place = new Place(
      {
        'a.md': procedure(
          'ssh staging-server\necho there',
          'greet() { echo hello; }\nno-such-tool --now',
          'greet\nown-tool\nif false; then other-tool; fi',
        ),
      },
      sshd.path,
    );
    const { status, out } = place.procs(RUN);
    const told = out.replace(/\s+/g, ' ');
    expect(status, out).toBe(2);
    expect(told).toContain('on staging-server: tool no-such-tool, which step 1.2 (line 21) needs');
    expect(told).toContain('on staging-server: tool other-tool, for step 1.3');
    expect(told).not.toMatch(/tool (?:greet|own-tool|echo)/);
    expect(out).not.toContain('there\n');
    const accepted = place.procs([...RUN, '--accept-missing']);
    expect(accepted.out).toContain('there\n');
    expect(accepted.status).toBe(1);
  });
});
