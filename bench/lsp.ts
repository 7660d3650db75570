/**
 * How long after a keystroke the editor has its diagnostics: `node bench/lsp.ts [documents] [keystrokes]`.
 * A real client over stdio, in a generated workspace; it types into a document of 20 KB, at the pace of a fast
 * typist and then as fast as answers come, and prints the distribution. It asserts nothing.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { pathOf, writeCorpus } from './check/corpus.ts';

const SIZE = 20_000;
const count = Number(process.argv[2] ?? 1000);
const keystrokes = Number(process.argv[3] ?? 200);
const folder = mkdtempSync(path.join(tmpdir(), 'procs-bench-lsp-'));

try {
  const { files, bytes } = writeCorpus(folder, count, 1);
  console.log(`${files} documents, ${(bytes / 1e6).toFixed(1)} MB, ${cpus().length} cores`);
  await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const bin = path.resolve(import.meta.dirname, '../bin/procs.js');
  const child = spawn(process.execPath, [bin, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let heard: (params: PublishDiagnosticsParams) => void = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => heard(params));
  connection.listen();
  const begin = performance.now();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', { processId: process.pid, rootUri, capabilities: {} });
  await connection.sendNotification('initialized', {});

  const file = path.join(folder, pathOf(1));
  const uri = pathToFileURL(file).href;
  const text = ofSize(readFileSync(file, 'utf8'));
  const published = (version: number): Promise<void> =>
    new Promise((done) => {
      heard = (params) => {
        if (params.uri === uri && params.version === version) done();
      };
    });
  const first = published(1);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'markdown', version: 1, text },
  });
  await first;
  console.log(`open to first diagnostics: ${Math.round(performance.now() - begin)} ms`);
  for (const other of [2, 3, 4]) {
    const otherFile = path.join(folder, pathOf(other));
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: pathToFileURL(otherFile).href,
        languageId: 'markdown',
        version: 1,
        text: readFileSync(otherFile, 'utf8'),
      },
    });
  }

  const line = text.split('\n').findIndex((one) => /^[A-Z][a-z]+ /.test(one));
  let version = 1;
  const type = async (): Promise<number> => {
    version += 1;
    const answered = published(version);
    const start = performance.now();
    const at = { line, character: version % 20 };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
    });
    await answered;
    return performance.now() - start;
  };
  for (let n = 0; n < 50; n += 1) await type();
  const before = processorTime(child.pid!);
  const typed: number[] = [];
  for (let n = 0; n < keystrokes; n += 1) {
    typed.push(await type());
    await new Promise((done) => setTimeout(done, 60));
  }
  const rushed: number[] = [];
  for (let n = 0; n < keystrokes; n += 1) rushed.push(await type());
  console.log(`document of ${text.length} characters, 4 open`);
  print('a keystroke every 60 ms and more', typed);
  print('as fast as answers come', rushed);
  const used = processorTime(child.pid!);
  if (before !== null && used !== null) {
    const each = (used - before) / (2 * keystrokes);
    console.log(
      `processor time of the server: ${each.toFixed(1)} ms a keystroke (the machine's load: ${loadavg()[0]!.toFixed(1)} on ${cpus().length})`,
    );
  }
  const peak = peakMemory(child.pid!);
  if (peak !== null) console.log(`peak memory of the server: ${peak} MB`);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
}

/** Milliseconds, where the system tells them: what a keystroke costs whatever else the machine does. */
function processorTime(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // In hundredths of a second, on every Linux that runs Node.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

function peakMemory(pid: number): number | null {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}

/** A document of about {@link SIZE} characters: cut, or continued with its own later sections. */
function ofSize(text: string): string {
  const head = text.indexOf('\n## ');
  let whole = text;
  while (whole.length < SIZE) whole += text.slice(head);
  return `${whole.slice(0, whole.lastIndexOf('\n## ', SIZE))}\n`;
}

function print(name: string, times: number[]): void {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): string =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)} ms`;
  console.log(
    `${name}: least ${at(0)}, median ${at(0.5)}, p90 ${at(0.9)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)} (${sorted.length})`,
  );
}
