/** Labels: the bold or colon-ended words in front of a sentence that say what it is. */
import { rememberFor } from '../text/remember.ts';
import { normalize } from './normalize.ts';
import { asksForWork } from './verbs.ts';
import type { Words } from './words.ts';

export type LabelKind =
  | 'criterion'
  | 'expected-output'
  | 'exit-criteria'
  | 'entry-criteria'
  | 'critical'
  | 'warning'
  | 'note'
  | 'message'
  | 'document'
  | 'template'
  | 'record'
  | 'artifact'
  | 'failure'
  | 'undo'
  | 'example'
  | 'forbidden'
  | 'alternative';

const vocabulary: readonly (readonly [LabelKind, RegExp])[] = [
  ['exit-criteria', /^(criterios? de salida|exit criteri(a|on)|completion criteri(a|on))$/],
  ['entry-criteria', /^(criterios? de entrada|entry criteri(a|on))$/],
  [
    // 'looks like this' and 'similar' promise nothing that could be compared.
    'example',
    /^(ejemplos?( de (uso|salida|ejecucion))?|(salida|resultado) de ejemplo|(sample|example) (output|results?)|por ejemplo|examples?( (usage|session|run))?|for example|e\.g\.?|(?!.*\b(should|must|debe|deberia)\b).*\b(looks? like( this| the following)?|(is|are) similar to( this| the following)?|se ve asi|se parece a( esto)?|tiene este aspecto|es (similar|parecid[oa]) a( esto| la siguiente)?)|((this|it|which) is )?(equivalent to|the same as|short for)\b.*|(esto )?(equivale a|es (equivalente a|lo mismo que))\b.*)$/,
  ],
  [
    'expected-output',
    /^(expected (output|results?)|results?|resultados?|output esperad[oa]|salida esperada|salida|output|(you )?should (now )?(see|get|print|show|output|return)\b.*|(ahora )?(deberias?|debes?|deberia(n|mos)?|debe(n|mos)?) (ver(se)?|obtener|mostrar|aparecer|devolver|imprimir)\b.*|.*\b(output|result|salida|resultado)( of .*| de .*)? (should|must|debe|deberia)\b.*|.*\b(should|must) look like( this| the following)?)$/,
  ],
  [
    'criterion',
    /^(criterios? de (exito|aceptacion|exito del paso)|exito|success( criteri(on|a))?|acceptance criteri(on|a)|expected|expected (state|outcome|behaviou?r)|(resultado|estado|comportamiento) esperado|esperado|evidencia( esperada)?|verificacion esperada|done when|success (if|when)|pass(es)? (if|when)|criterion|criterio)$/,
  ],
  ['critical', /^(critico|critica|critical|peligro|danger|importante|important|cuidado)$/],
  ['warning', /^(advertencia|aviso|precaucion|atencion|alerta|warning|caution|attention)$/],
  ['note', /^(nota|notas|note|notes|tip|consejo|info|informacion|observacion)$/],
  [
    'failure',
    /^(si (esto |el paso |el comando )?falla|en caso de (fallo|error)|si hay (errores|fallos)|if (this|it|the (step|command)) fails|on (failure|error)|if (there are )?errors|(what to do|que hacer) (if|when|si|cuando|en caso de)|(if|si|when|cuando|en caso de que) [^,.]*\b(fails?|failed|falla|fallan|fallo|falle|no funciona|does not work|doesn'?t work)|troubleshooting|solucion de problemas)(?![\p{L}\d]).*$/u,
  ],
  [
    'undo',
    /^((comandos? de |plan de |rollback |undo )?(rollback|roll ?back|reversion|marcha atras|vuelta atras|deshacer|revertir|undo|revert)( (command|comando|plan|of|de|del|the|el|la)\b.*)?|(to|how to) (roll ?back|undo|revert)\b[^,]*|(para|como) (revertir|deshacer|volver atras)\b[^,]*)$/,
  ],
  [
    'document',
    /^(crear|generar|escribir|redactar|create|write|generate)( el| un| a| the)? (documento|reporte|informe|document|report|file|archivo)\b.*$/,
  ],
  [
    'template',
    /^(contenido( minimo)?|plantilla( del documento| del reporte)?|content|minimum content|minimal content|template|document template)$/,
  ],
  [
    'record',
    /^(documentar|registrar|anotar|document|record|log|(reporte|informe|solicitud|request) (de|del|for) .*|(actualizar|update) \S+\.md|(actualizar|update) .*\blog|\w+ (report|request))$/,
  ],
  [
    'message',
    /^((comunicar|notificar|avisar|anunciar|publicar|enviar (notificacion|mensaje|aviso)|informar)\b.*|(template|plantilla) de (notificacion|mensaje|aviso|comunicacion|anuncio)|(notify|announce|communicate|inform|post (in|to)|send (a )?(message|notification))\b.*|(notification|message|announcement) template|(notificacion|comunicacion|anuncio|notification|announcement|communication)([ -](post|final|de|del|of|to|a)\b.*)?)$/,
  ],
  ['artifact', /^(artefactos?|artifacts?)$/],
  [
    'forbidden',
    /^(no (ejecutar|hacer|usar|correr)|nunca|incorrecto|mal|(do not|don'?t|never|nunca) (run|do|use|execute|ejecutar|hacer|usar)|incorrect|wrong|bad)(?![\p{L}\d]).*$|^(nunca|do not(?! forget)|don'?t(?! forget)|never|avoid|evit(ar|e|a)|instead of|rather than|en (lugar|vez) de)(?![\p{L}\d])[^,]*$/u,
  ],
  [
    'alternative',
    /^((opcion|option|metodo|method) [a-z0-9]\b.*|alternativ(a|amente|e|ely)\b.*|o bien|or)$/,
  ],
];

export interface Label {
  readonly kind: LabelKind;
  /** As written, without the colon and emphasis. */
  readonly label: string;
  /** What follows it in the same paragraph. */
  readonly rest: string;
}

/**
 * Reads `**Criterio de Exito:** …`, `**Output esperado**: …`, `CRITICO: …` and `Crear documento:`
 * at the start of a paragraph's source text.
 */
export function readLabel(source: string, own: Words): Label | null {
  if (!source.includes(':') && !/\*\*|__/.test(source)) return null;
  const text = source.replace(/^(?:WARNING|⚠️?|🚨|❗|NOTE|INFO)\s+(?=\*\*)/u, '');
  const bold = /^(\*\*|__)(.+?)\1\s*(:?)\s*/s.exec(text);
  const candidates: [string, string][] = [];
  if (
    bold &&
    (bold[3] === ':' ||
      /^\s*\n/.test(text.slice(bold[0].trimEnd().length)) ||
      /:\s*$/.test(bold[2]!) ||
      bold[0].length >= text.trimEnd().length)
  ) {
    candidates.push([bold[2]!, text.slice(bold[0].length)]);
  }
  const colon = /^([^:\n`]{2,80}?):(?:\s+|$)/.exec(text);
  if (colon && !bold) candidates.push([colon[1]!, text.slice(colon[0].length)]);
  for (const [raw, rest] of candidates) {
    // A paragraph in bold is no label.
    if (raw.length > 200) continue;
    const label = raw.replace(/[:\s]+$/, '').trim();
    const { words, kind } = meaningOf(label, own);
    if (kind !== null) return { kind, label, rest: rest.trim() };
    // 'Verification:' with a statement behind it is a criterion; alone, or before a command, it is work.
    if (
      /^(verificacion|verification|validacion|validation|check|comprobacion)$/.test(words) &&
      isStatement(rest)
    )
      return { kind: 'criterion', label, rest: rest.trim() };
  }
  return null;
}

/** The same few labels stand in every step. */
const meaningOf = rememberFor(
  (label: string, own: Words): { readonly words: string; readonly kind: LabelKind | null } => {
    const words = normalize(label)
      .replace(/^[^\p{L}\d]+/u, '')
      .replace(/\s*\(.*\)$/, '');
    const isIn = ([, pattern]: readonly [LabelKind, RegExp]): boolean => pattern.test(words);
    return { words, kind: (own.labels.find(isIn) ?? vocabulary.find(isIn))?.[0] ?? null };
  },
);

function isStatement(rest: string): boolean {
  const text = rest.trim();
  return text !== '' && !/[:`]$/.test(text) && !asksForWork(text);
}

/** GitHub's alert marker at the start of a block quote. */
export function readAlert(
  text: string,
): { level: 'critical' | 'warning' | 'note'; label: string } | null {
  const match = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/i.exec(text);
  if (!match) return null;
  const label = match[1]!.toUpperCase();
  const level =
    label === 'CAUTION' || label === 'IMPORTANT'
      ? 'critical'
      : label === 'WARNING'
        ? 'warning'
        : 'note';
  return { level, label };
}
