/** 'Puerto 8080 escuchando' beside `ss -tln | grep :8080` or `nc -z`: that search or connection succeeded. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { endsWithZero, type InferenceRule, isNegative, operands, proven } from './rule.ts';

const listening =
  /^(?:(?:el|the|al menos un|servicio|service|proceso|process|socket)[ ])*(?:(?:escuchando|escucha|listening|listens|listen|abierto|open)(?: en| on)?(?: el| the)? )?(?:puerto|port)(?: tcp)? (\d{2,5})(?:\/tcp)?(?: (?:esta|is|debe estar|should be|must be))?(?: (?:escuchando|escucha|listening|abierto|open|a la escucha|en escucha|listen|alcanzable|reachable))?$/;

export const portListening: InferenceRule = {
  id: 'port-listening',
  sentence: 'says that one port is open or listened on, and nothing else',
  block:
    'holds, where nothing hides its failure, `ss -l` or `netstat -l` searched for exactly that port, `lsof -i:PORT -sTCP:LISTEN`, or `nc -z HOST PORT`',
  concludes: 'that search or connection ends with 0',
  silent:
    'the search could match another port (`grep 80` finds 8080), the list is not one of listening sockets, or the port is another.',
  examples: {
    es: {
      fires: ["ss -tlnp | grep ':8080 '", 'Puerto 8080 escuchando'],
      silent: ['ss -tlnp | grep 80', 'Puerto 80 escuchando'],
    },
    en: {
      fires: ['nc -z localhost 5432', 'Port 5432 is open'],
      silent: ['nc -z localhost 5432 || echo closed', 'Port 5432 is open'],
    },
  },
  infer(evidence) {
    const { sentence, analysis } = evidence;
    const port = listening.exec(sentence)?.[1];
    if (port === undefined || isNegative(sentence)) return null;
    if (!/\b(escucha\w*|listen\w*|abierto|open|alcanzable|reachable)\b/.test(sentence)) return null;
    const found = proven(analysis).find(
      (command) => connects(command, port) || finds(command, port, proven(analysis)),
    );
    return found === undefined ? null : { check: endsWithZero(found, evidence) };
  },
};

function connects(command: ShellCommand, port: string): boolean {
  const { name, args } = command;
  if (name === 'lsof')
    return (
      args.includes('-sTCP:LISTEN') &&
      args.some((arg) => arg.endsWith(`:${port}`)) &&
      // Any other option adds to what is listed.
      args.every((arg) => /^(-i(tcp)?(:\d+)?|(tcp)?:\d+|-sTCP:LISTEN|-[nPt]+)$/i.test(arg)) &&
      args.filter((arg) => /:\d+$/.test(arg)).length === 1
    );
  const flags = args.filter((arg) => arg.startsWith('-')).join('');
  return (
    /^(nc|ncat|netcat)$/.test(name) &&
    flags.includes('z') &&
    !flags.includes('u') &&
    args.at(-1) === port &&
    operands(command, /^-[a-zA-Z]*[wGi]$/).length === 2
  );
}

/** `grep` behind a list of listening sockets, with a pattern that only this port can match. */
function finds(command: ShellCommand, port: string, all: readonly ShellCommand[]): boolean {
  const { name, args, pipeline } = command;
  if (!/^e?grep$/.test(name) || pipeline.length !== 2 || pipeline.index !== 1) return false;
  const list = all.find(
    (each) => each.pipeline.start === pipeline.start && each.pipeline.index === 0,
  );
  const flags = (list?.args ?? []).join('');
  if (list === undefined || !/^(ss|netstat)$/.test(list.name)) return false;
  if (!/^-[tulnpeaW46H]+$/.test(flags) || !flags.includes('l') || !flags.includes('n'))
    return false;
  if (flags.includes('a') || flags.includes('u')) return false;
  const options = args.filter((arg) => arg.startsWith('-'));
  const [pattern, ...more] = args.filter((arg) => !arg.startsWith('-'));
  if (more.length > 0 || options.some((option) => !/^-[wqE]+$/.test(option))) return false;
  const isWord = options.some((option) => option.includes('w'));
  // No port has five digits that start with four such as 8080: there is none above 65535.
  const isLong = Number(port) * 10 > 65_535;
  return (
    pattern === `:${port} ` ||
    pattern === `:${port}\\b` ||
    pattern === `:${port}\\s` ||
    (pattern === `:${port}` && (isWord || isLong))
  );
}
