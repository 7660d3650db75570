/** The role of a section, from the words of its title, in Spanish and English. */
import type { SectionRole } from '../model/index.ts';
import { rememberFor } from '../text/remember.ts';
import { parseHeading } from './headings.ts';
import { normalize } from './normalize.ts';
import type { Words } from './words.ts';

/** First match wins, so the particular stands before the general. */
const vocabulary: readonly (readonly [SectionRole, RegExp])[] = [
  [
    'annex',
    /^(anexos?|apendices?|annex(es)?|appendix|appendices|(useful|handy|common|other) (commands|queries|links|scripts)|(comandos|consultas|enlaces) (utiles|frecuentes|comunes)|cheat ?sheet|chuleta|quick reference|referencia rapida|faqs?|frequently asked questions|preguntas frecuentes|examples?|ejemplos?|glossary|glosario|table of contents|contents|toc|indice|contenidos?|tabla de contenidos?)\b/,
  ],
  [
    'changes',
    /^(control de (cambios|versiones)|historial( de (cambios|versiones|revisiones))?|registro de cambios|change ?log|changes$|change (log|history|control)|version history|revision history|revisions)\b/,
  ],
  ['approvals', /^(aprobaciones|aprobacion y firmas?|firmas|approvals|sign-?off|signatures)\b/],
  [
    'rollback',
    /^((plan|proceso|procedimiento|estrategia|pasos?) de (rollback|reversion|retroceso|marcha atras)|rollback|roll back|reversion|revertir|deshacer|marcha atras|vuelta atras|back-?out|undo|revert( the)?( changes?| deployment| release| upgrade)?$|how to (roll ?back|revert))\b/,
  ],
  [
    'success-criteria',
    /^(criterios? de (exito|salida|entrada y( de)? salida|aceptacion|finalizacion|terminacion)|success criteria|(entry and )?exit criteria|acceptance criteria|completion criteria|definition of done|done when)\b/,
  ],
  [
    'prerequisites',
    /^(pre-?r?requisitos?|requisitos( previos)?|antes de (empezar|comenzar|iniciar)|criterios? de entrada|entry criteria|condiciones previas|pre-?requisites?|requirements|preconditions|before you (begin|start)|what you need|checklist (pre-\w+|before\b.*|antes\b.*)|pre-\w+ checklist)\b/,
  ],
  // 'Descripción del procedimiento' describes nothing: it is the procedure.
  [
    'procedure',
    /^((descripcion|desarrollo) (del?|de los|de las) (procedimiento|proceso|pasos|actividades)|desarrollo$|(description|details) of the (procedure|process|steps|activities))/,
  ],
  [
    'purpose',
    /^(propositos?|objetivos?|finalidad|introduccion|resumen|descripcion|contexto|purpose|objectives?|goals?|overview|introduction|summary|description|background$|meaning|about)\b/,
  ],
  [
    'scope',
    /^(alcance|ambito|aplica a|no aplica a|cuando (ejecutar|usar|hacer)|incluye|excluye|impacto|scope|applies to|when to (use|run|execute|roll ?back)|when not to use|impact|in scope|out of scope|includes|excludes|symptoms?|sintomas?)\b/,
  ],
  [
    'roles',
    /^(roles|responsabilidades|responsables|matriz raci|raci|perfiles|roles (and|y) |responsibilities|who does what)\b/,
  ],
  [
    'environments',
    /^(ambientes|entornos|environments?)\b(?! (setup|variables?|preparation|configuration))/,
  ],
  ['flow', /^(flujo|diagrama|flow|flowchart|diagram|process flow|workflow)\b/],
  [
    'validation',
    /^((plan de )?validacion|verificacion( final| post)?|comprobacion|validation|verification|verify|post-\w+ (checks?|validation|verification))\b/,
  ],
  [
    'artifacts',
    /^(artefactos|entregables|salidas|artifacts|deliverables|outputs|(input|output) artifacts)\b/,
  ],
  ['risks', /^(riesgos?|risks?|known issues|problemas conocidos)\b/],
  [
    'practices',
    /^(mejores practicas|buenas practicas|recomendaciones|notas|principios|anti-?patrones|errores (comunes|frecuentes|tipicos)|(lo )?que no (hacer|se debe)|limitaciones|anti-?patterns|(common )?(mistakes|pitfalls)|common errors|gotchas|what not to do|(known )?limitations|best practices|good practices|recommendations|notes|tips|principles)\b/,
  ],
  ['tools', /^(herramientas?|tools?|tooling|required tools)\b/],
  [
    'references',
    /^(next steps|what.?s next|proximos pasos|siguientes pasos|pasos siguientes|referencias?|recursos( relacionados)?|enlaces|documentos relacionados|documentacion( relacionada)?$|vease|ver tambien|references?|related|resources|links|see also|further reading|contacts?|contactos?|escalation contacts?)\b/,
  ],
  [
    'procedure',
    /^(\w+ ){0,2}(procedures?|steps|instructions|playbook|runbook)$|^(procedimientos?|pasos( operativos)?|guia paso a paso|instrucciones|playbook|procedures?|steps|instructions|step[- ]by[- ]step|runbook)\b/,
  ],
];

/** Headings under which public runbooks put what is to be done, where none says 'procedure'. */
const work =
  /^(diagnos(is|tico)s?|mitigat(ion|e)|mitigacion|resolution|resolucion|remediation|remediacion|recovery|recuperacion|solution|solucion|troubleshoot(ing)?|investigation|investigacion|execution|ejecucion|deploy(ment)?|despliegue|actions?|acciones|response|respuesta|restore|restauracion|triage|how to (?!(contact|get help|use this|read)\b)|como (?!(contactar|usar est|leer)))\b/;

/** Titles of steps have no role: one look tells that, instead of one for each role. */
const anyRole = new RegExp(vocabulary.map(([, { source }]) => source).join('|'));

export const roleOf = rememberFor((title: string, words: Words): SectionRole => {
  const text = normalize(parseHeading(title, words).title).replace(/^[^\p{L}]+/u, '');
  const isIn = ([, pattern]: readonly [SectionRole, RegExp]): boolean => pattern.test(text);
  const known = words.roles.find(isIn) ?? (anyRole.test(text) ? vocabulary.find(isIn) : undefined);
  return known?.[0] ?? 'other';
});

/** Whether the title promises work, so that even prose below it is to be done. */
export function isWork(title: string, words: Words): boolean {
  const text = normalize(parseHeading(title, words).title);
  return work.test(text) || words.work?.test(text) === true;
}
