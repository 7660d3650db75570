/** What is in force has been approved. */
import { type Finding, finding, type Procedure } from '../../model/index.ts';
import { defineRule } from '../rule.ts';
import { isInForce } from '../states.ts';
import { headerAbove } from '../tables.ts';

const head =
  '---\nid: PROC-A-001\nestado: activo\n---\n\n# PROC-A-001: Despliegue\n\n## Aprobaciones\n\n| Rol | Nombre | Fecha |\n|---|---|---|\n| Autora | M. Rivas | 2026-01-12 |\n';

export const approvalMissing = defineRule({
  id: 'approval-missing',
  code: 'PROCS063',
  family: 'roles',
  scope: 'document',
  title: 'What is in force has been approved',
  severity: 'warning',
  why: 'People take a procedure that is marked active for one that somebody has looked at and answers for.',
  examples: [
    {
      failing: `${head}| Aprobador | [Pendiente] | AAAA-MM-DD |\n`,
      mended: `${head}| Aprobador | J. Soto | 2026-01-14 |\n`,
    },
  ],
  *check({ document, procedure }): Iterable<Finding> {
    const { status, approvals } = procedure;
    // A table of hundreds holds something else.
    if (!isInForce(status) || approvals.length > 200) return;
    const open = approvals.flatMap((approval) => {
      const header = headerAbove(document, approval.span);
      const missing = [
        header.some((cell) => /^(?:nombre|name)\b/.test(cell)) && !isGiven(approval.name)
          ? 'name'
          : null,
        header.some((cell) => /^(?:fecha|date)\b/.test(cell)) && !isGiven(approval.date)
          ? 'date'
          : null,
      ].filter((one) => one !== null);
      return missing.length === 0 ? [] : [{ approval, missing }];
    });
    const [first, ...others] = open;
    if (first === undefined) return;
    yield finding(
      'approval-missing',
      first.approval.span,
      `This document is marked "${status}", and ${open.length === 1 ? 'an approval is' : `${open.length} of its ${approvals.length} approvals are`} open: ${open.map(said).join(', ')}.`,
      {
        help: 'Have it approved and write down who and when, or mark it as a draft until then.',
        related: others.map((one) => ({
          file: document.path,
          span: one.approval.span,
          message: said(one),
        })),
      },
    );
  },
});

function said({
  approval: { role },
  missing,
}: {
  approval: Procedure['approvals'][number];
  missing: readonly string[];
}): string {
  return `${role === '' ? 'somebody' : role} (no ${missing.join(', no ')})`;
}

function isGiven(text: string | null): boolean {
  return (
    text !== null &&
    !/^\W*$|pendiente|pending|por (?:definir|asignar|confirmar)|\bt\.?b\.?[dac]\b|A{2,4}-?M{2}|Y{2,4}-?M{2}|D{2}\/M{2}|^_+$|^[[<{].*[\]>}]$/i.test(
      text,
    )
  );
}
