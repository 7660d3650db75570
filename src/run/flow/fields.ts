/** Fields of message and document templates that the run itself knows: dates, times, version, operator. */
import type { Hole } from '../../model/index.ts';
import type { Frame, RunContext } from './context.ts';

/** Values by the field's name as written: `YYYY-MM-DD HH:MM`, `[Nombre]`. Secrets are never among them. */
export function knownFields(
  ctx: RunContext,
  frame: Frame,
  holes: readonly Hole[],
  now = new Date(),
): Map<string, string> {
  const secret = new Set(
    frame.procedure.parameters.filter((each) => each.secret).map(({ name }) => name),
  );
  const values = new Map([...frame.values].filter(([name]) => !secret.has(name)));
  for (const { parameter } of holes) {
    if (values.has(parameter)) continue;
    const value = fieldValue(parameter, ctx.settings.operatorName, now);
    if (value !== null) values.set(parameter, value);
  }
  return values;
}

function fieldValue(name: string, operator: string, now: Date): string | null {
  if (/^[YMDHS:\-_ /.T]+$/.test(name) && /YYYY|HH/.test(name)) return formatDate(name, now);
  const plain = name
    .replace(/^[[<{]+|[\]>}]+$/g, '')
    .trim()
    .toLowerCase();
  if (
    /^(?:nombre|name|operador|operator|ejecutor|ejecutado por|executed by|your name|tu nombre)$/.test(
      plain,
    )
  )
    return operator;
  if (/^(?:fecha|date)$/.test(plain)) return formatDate('YYYY-MM-DD', now);
  if (/^(?:hora|time)$/.test(plain)) return formatDate('HH:MM', now);
  return null;
}

/** `MM` after an hour is minutes, else the month. */
function formatDate(pattern: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  let hours = false;
  return pattern.replace(/YYYY|MM|DD|HH|SS/g, (part) => {
    switch (part) {
      case 'YYYY':
        return String(now.getFullYear());
      case 'DD':
        return two(now.getDate());
      case 'HH':
        hours = true;
        return two(now.getHours());
      case 'SS':
        return two(now.getSeconds());
      default:
        return two(hours ? now.getMinutes() : now.getMonth() + 1);
    }
  });
}
