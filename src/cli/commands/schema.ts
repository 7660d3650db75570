/** `procs schema [NAME]`: JSON Schemas, for editors and for programs that read what procs prints. */
import { Argument, type Command } from 'commander';
import { jsonSchema, rules, type SchemaName, schemaNames, schemaTitle } from '../../index.ts';
import type { Io } from '../io.ts';

export function registerSchema(program: Command, io: Io): void {
  program
    .command('schema')
    .description('print a JSON Schema of what procs reads or prints')
    .addArgument(new Argument('[name]', 'which one; without: what there is').choices(schemaNames))
    .action((name: SchemaName | undefined) => {
      if (name !== undefined) {
        io.stdout.write(`${JSON.stringify(jsonSchema(name, rules), null, 2)}\n`);
        return;
      }
      for (const one of schemaNames) io.stdout.write(`${one.padEnd(14)}${schemaTitle(one)}\n`);
    });
}
