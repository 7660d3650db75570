/** Sentences and comments that ask to run another procedure. */
import { isOnlyComments } from './blocks.ts';

/** The procedure that a block of comments asks to run: `# Ejecutar PROCED-BACK-003`. */
export function calledInComments(code: string, isId: RegExp): string | null {
  if (!isOnlyComments(code)) return null;
  for (const line of code.split('\n')) {
    const match = calling(line.replace(/^\s*#\s*/, ''), isId);
    if (match !== null) return match;
  }
  return null;
}

/** The ID that a sentence asks to run: 'Ejecutar PROCED-BACK-003', 'Run PROC-X-1'. */
export function calling(sentence: string, isId: RegExp): string | null {
  const match =
    /^(?:\W*)(?:ejecut(?:ar|e)|correr|invocar|lanzar|seguir|llamar a|run|execute|invoke|follow|call)\s+(?:(?:el|the)\s+)?(?:(?:procedimiento|proceso|procedure|process|runbook)\s+)?[`*[]*(\S+)/i.exec(
      sentence.trim(),
    );
  const word = match?.[1]?.match(isId)?.[0];
  return word ?? null;
}
