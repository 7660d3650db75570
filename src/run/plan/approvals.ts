/** Sentences that ask for somebody's approval, and what the document's RACI matrix says of the role. */
import type { Procedure } from '../../model/index.ts';
import { fold } from '../../text/fold.ts';
import { nearest } from '../../text/suggest.ts';

export interface AskedApproval {
  /** Any of these may give it: 'Tech Lead o Incident Manager'. */
  readonly roles: readonly string[];
  /** What for, in the document's words. */
  readonly purpose: string | null;
}

export interface RoleInMatrix {
  /** `null`: the document has no matrix to look in. */
  readonly known: boolean | null;
  readonly suggestion: string | null;
  /** Activities like the purpose, with the roles that answer for them (A). */
  readonly accountable: readonly { readonly activity: string; readonly roles: readonly string[] }[];
}

/** `null`: it asks for nobody's approval, or does not say whose. */
export function approvalIn(text: string, procedure: Procedure): AskedApproval | null {
  for (const pattern of SENTENCES) {
    const match = pattern.exec(text.replace(/\s+/g, ' ').trim());
    if (match?.groups === undefined) continue;
    const roles = match.groups.roles!.split(/\s*(?:,| o | u | or |\/)\s*/u).map(withoutArticle);
    if (!roles.every((role) => isRole(role, procedure))) continue;
    return { roles, purpose: match.groups.purpose ?? null };
  }
  return null;
}

/** What the matrix says of a role that is to approve something. */
export function roleInMatrix(
  procedure: Procedure,
  role: string,
  purpose: string | null,
): RoleInMatrix {
  const names = matrixRoles(procedure);
  if (names.length === 0) return { known: null, suggestion: null, accountable: [] };
  const known = names.some((name) => fold(name) === fold(role));
  return {
    known,
    suggestion: known ? null : nearest(role, names),
    accountable: purpose === null ? [] : accountableFor(procedure, purpose),
  };
}

/** The roles that stand at the head of a RACI matrix. */
export function matrixRoles({ raci }: Procedure): string[] {
  return [...new Set(raci.flatMap(({ roles }) => roles.map(({ text }) => text.trim())))];
}

const FOR = String.raw`(?:\s+(?:para|antes de|for|to|before)\s+(?<purpose>.+?))?[.:]?$`;

const SENTENCES: readonly RegExp[] = [
  `^(?:aprobaci[oó]n(?:es)?|autorizaci[oó]n(?:es)?|visto bueno|conformidad)(?: \\p{Ll}+)?(?: de| del| por)(?: (?:la|el|los))?:? (?<roles>.+?)${FOR}`,
  `^(?:aprobad[oa]|autorizad[oa]) por:?(?: (?:la|el|los))? (?<roles>.+?)${FOR}`,
  `^(?<roles>.+?) (?:aprueba|autoriza|aprob[oó]|autoriz[oó]|ha aprobado|ha autorizado)(?: (?:el|la|los|las))?(?: (?<purpose>.+?))?[.]?$`,
  `^(?:approvals?|sign-?offs?|authori[sz]ation|go-ahead)(?: (?:is|was))?(?: (?:given|obtained|received))? (?:from|by|of):?(?: the)? (?<roles>.+?)${FOR}`,
  `^(?:approved|signed off|authori[sz]ed) by:?(?: the)? (?<roles>.+?)${FOR}`,
  `^(?<roles>.+?) (?:approval|sign-?off)(?: (?:is|was))?(?: (?:given|obtained|received))?${FOR}`,
  `^(?<roles>.+?) (?:has approved|has signed off|approves|approved)(?: (?:the|this))?(?: (?<purpose>.+?))?[.]?$`,
].map((pattern) => new RegExp(pattern, 'iu'));

function withoutArticle(role: string): string {
  return role.replace(/^(?:the|el|la|los|del?|an?)\s+/i, '').trim();
}

/** One that the document names, or words that are written as a title is. */
function isRole(role: string, procedure: Procedure): boolean {
  const named = [...matrixRoles(procedure), ...procedure.roles.map(({ text }) => text)];
  if (named.some((name) => fold(name.trim()) === fold(role))) return true;
  return /^\p{Lu}[\p{L}-]*(?: (?:de |of )?\p{Lu}[\p{L}-]*){0,3}$/u.test(role);
}

/** Activities that share a word of weight with the purpose. */
function accountableFor({ raci }: Procedure, purpose: string): RoleInMatrix['accountable'] {
  const wanted = wordsOf(purpose);
  return raci.flatMap(({ roles, activities }) =>
    activities
      .filter(({ name }) => wordsOf(name).some((word) => wanted.includes(word)))
      .map(({ name, letters }) => ({
        activity: name,
        roles: roles.flatMap(({ text }, at) => (letters[at]?.includes('A') ? [text] : [])),
      }))
      .filter(({ roles: found }) => found.length > 0),
  );
}

function wordsOf(text: string): string[] {
  return fold(text).match(/\p{L}{5,}/gu) ?? [];
}
