/** What must be so before the first block of a flow, and which of it a machine can look up. */
import type { Procedure } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import { type AskedApproval, approvalIn } from './approvals.ts';

export interface Prerequisite {
  readonly group: string | null;
  readonly text: string;
  readonly check: PrerequisiteCheck | null;
  readonly approval: AskedApproval | null;
}

/** Shows only that it is so: where it does not, a person may still know better. */
export interface PrerequisiteCheck {
  readonly kind: 'tool' | 'variable' | 'file';
  readonly name: string;
}

/** A way back and a look at what is there wait for nothing. */
export function prerequisitesOf(procedure: Procedure, flow: string): Prerequisite[] {
  if (flow === 'rollback' || flow === 'validation') return [];
  return procedure.prerequisites.map(({ group, text }) => ({
    group,
    text,
    check: checkIn(text, procedure),
    approval: approvalIn(text, procedure),
  }));
}

const INSTALLED =
  /^(\S+) (?:is |are |est[aá] )?(?:installed|available|present|on the PATH|in the PATH|in PATH|instalad[oa]|disponible|en el PATH)\.?$/iu;
const SET =
  /^(?:the )?(?:(?:environment )?variables? |variables? (?:de entorno )?)?\$?\{?([A-Z][A-Z0-9_]{2,})\}? (?:is |est[aá] )?(?:set|defined|exported|definida|exportada)\.?$/u;
const THERE =
  /^(?:the )?(?:file |el (?:archivo|fichero) |(?:archivo|fichero) )?((?:~\/|\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*) (?:exists|existe)\.?$/iu;

/** Only what the whole sentence says: 'Git 2.x+ installed' asks for more than that there is one. */
function checkIn(text: string, procedure: Procedure): PrerequisiteCheck | null {
  const sentence = text.replace(/[`*"]/g, '').replace(/\s+/g, ' ').trim();
  const tool = INSTALLED.exec(sentence)?.[1];
  if (tool !== undefined) {
    const name = commandNames(procedure).find((each) => fold(each) === fold(tool));
    return name === undefined ? null : { kind: 'tool', name };
  }
  const variable = SET.exec(sentence)?.[1];
  if (variable !== undefined) return { kind: 'variable', name: variable };
  const file = THERE.exec(sentence)?.[1];
  // A word alone is no path: 'Backup exists'.
  return file !== undefined && /[./]/.test(file) ? { kind: 'file', name: file } : null;
}

function commandNames({ flows }: Procedure): string[] {
  return flows.flatMap(({ stages }) =>
    stages.flatMap(({ steps }) =>
      steps.flatMap(({ actions }) =>
        actions.flatMap((action) =>
          action.kind === 'run' ? action.commands.map(({ name }) => name) : [],
        ),
      ),
    ),
  );
}
