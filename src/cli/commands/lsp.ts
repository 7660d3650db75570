/** `procs lsp`: the language server, for editors. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';

export function registerLsp(program: Command, io: Io): void {
  program
    .command('lsp')
    .description('serve an editor over standard input and output (Language Server Protocol)')
    .option('--stdio', 'accepted because many editors add it: there is no other way')
    .action(async () => {
      // Loaded only here: no other command should wait for the protocol.
      const { serve } = await import('../../lsp/serve.ts');
      await serve(io.stdin, io.stdout);
    });
}
