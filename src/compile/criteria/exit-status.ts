/** 'El comando termina con código 0': the block ends with exit status 0. */
import { type InferenceRule, proven } from './rule.ts';

const zero =
  /^(el |la |the |this |este |esta |que )*(comando|script|bloque|command|block|programa|program)? ?(debe |deberia |should |must |will )?(termina|terminar|finaliza|finalizar|sale|salir|retorna|retornar|devuelve|devolver|ends?|exits?|finish(es)?|returns?|completes?|completa|completar)? ?(con |with )?(el |the |an? |un )?((exit|return|salida|estado) )?(codigo|estado|status|code|rc)( de)?( (salida|exit|retorno))?( (igual a|de|es|is|of|equal to))? ?[:=]? ?0$/;
const well =
  /^(el |la |the |this |este )*(comando|script|bloque|command|block)s? (debe |deberia |should |must )?(termina|terminar|finaliza|finalizar|ends?|exits?|finish(es)?|completes?) (correctamente|exitosamente|con exito|successfully)$/;

export const exitStatus: InferenceRule = {
  id: 'exit-status',
  sentence:
    'says only that the command, script or block ends with exit status 0, or that it ends successfully',
  block: 'holds nothing whose failure is hidden (`||`, conditions, pipes without pipefail, `&`)',
  concludes: 'the block ends with exit status 0',
  silent:
    'the sentence says anything more ("without errors" may mean the output), names another status, or something in the block may fail unnoticed.',
  examples: {
    es: {
      fires: ['./scripts/rotar.sh', 'El comando termina con código de salida 0'],
      silent: ['./scripts/rotar.sh || true', 'El comando termina con código de salida 0'],
    },
    en: {
      fires: ['./scripts/rotate.sh', 'The script exits with status 0'],
      silent: ['./scripts/rotate.sh', 'The script finishes without errors in the log'],
    },
  },
  infer({ sentence, analysis }) {
    const said = (zero.test(sentence) && /\D/.test(sentence)) || well.test(sentence);
    if (!said || analysis.commands.length === 0) return null;
    if (proven(analysis).length !== analysis.commands.length) return null;
    return { check: { kind: 'exit', codes: [0] } };
  },
};
