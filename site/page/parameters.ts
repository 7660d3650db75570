/** The values that a procedure asks for: typed once, at the top. Without a script, what they are for. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Action, Parameter } from '../../src/index.ts';
import { variablesOf } from '../html/holes.ts';
import type { PageContext } from './context.ts';

/** More than these are folded: step one comes first. */
const FEW = 6;

export function parameterFields(context: PageContext): ElementContent[] {
  const { words } = context;
  const used = usedParameters(context);
  if (used.length === 0) return [];
  return [
    h('section', { className: ['params'], 'data-pagefind-ignore': '' }, [
      h('details', { open: used.length <= FEW }, [
        h('summary', [
          h('h2', { id: context.claim('parameters') }, words.parameters),
          ` ${used.length}`,
        ]),
        h(
          'div',
          { className: ['fields'] },
          used.map((parameter, n) => field(context, parameter, `value-${n + 1}`)),
        ),
        h('p', { className: ['hint', 'needs-script'] }, [
          `${words.onlyOnPage} `,
          h(
            'button',
            { type: 'button', className: ['plain'], 'data-clear-values': '', hidden: true },
            words.clearValues,
          ),
        ]),
      ]),
    ]),
  ];
}

/** Those that some block, message or document has a place for. */
function usedParameters({ document, compiler }: PageContext): Parameter[] {
  const { procedure } = document;
  const steps = procedure.flows.flatMap(({ stages }) => stages.flatMap((stage) => stage.steps));
  const actions = [...steps.flatMap((step) => step.actions), ...procedure.listings];
  const all = new Set(procedure.parameters.map(({ name }) => name));
  const names = new Set(
    actions.flatMap((action) =>
      action.kind === 'listing'
        ? compiler.holesOfListing(action, all).map(({ parameter }) => parameter)
        : namesIn(action),
    ),
  );
  return procedure.parameters.filter(({ name }) => names.has(name));
}

function namesIn(action: Action): string[] {
  const holes = 'holes' in action ? action.holes : [];
  const path = action.kind === 'document' ? action.pathHoles : [];
  return [...[...holes, ...path].map(({ parameter }) => parameter), ...variablesOf(action)];
}

function field({ words, claim }: PageContext, parameter: Parameter, wanted: string) {
  const { name, description, example, pattern, secret, origin } = parameter;
  const id = claim(wanted);
  const about = [
    ...(secret ? [words.secret] : []),
    ...(description ? [description] : []),
    ...(parameter.default && !secret ? [words.defaultValue(parameter.default)] : []),
    // What a placeholder is called says no more than its name.
    ...(example !== null && !secret && origin !== 'placeholder' ? [words.example(example)] : []),
    ...(pattern !== null ? [words.fits(pattern)] : []),
  ];
  return h(
    'div',
    {
      className: ['field'],
      'data-parameter': name,
      'data-type': parameter.type,
      'data-origin': origin,
      ...(secret ? { 'data-secret': '' } : {}),
    },
    [
      h('label', { htmlFor: id }, h('code', name)),
      control(parameter, id, words.fieldChoose),
      ...(about.length > 0 ? [h('p', { className: ['about'] }, about.join(' · '))] : []),
      h('p', {
        className: ['wrong'],
        role: 'alert',
        'data-number': words.wrongNumber,
        'data-choice': words.wrongChoice,
        'data-nul': words.wrongNul,
        'data-heredoc': words.wrongHeredoc,
      }),
    ],
  );
}

/** A secret's default is not written into a page that anybody may read. */
function control(parameter: Parameter, id: string, choose: string): ElementContent {
  const { type, secret, options } = parameter;
  const given = parameter.origin === 'declared' && !secret ? (parameter.default ?? '') : '';
  const common = {
    id,
    className: ['needs-script'],
    autocomplete: 'off',
    spellcheck: false,
    'data-given': given,
  };
  const choices = type === 'boolean' ? ['true', 'false'] : type === 'enum' ? options : [];
  if (choices.length > 0 && !secret) {
    return h('select', common, [
      h('option', { value: '' }, `(${choose})`),
      ...choices.map((one) => h('option', { value: one, selected: one === given }, one)),
    ]);
  }
  if (secret) return h('input', { ...common, type: 'password', autocomplete: 'new-password' });
  // A value may have several lines.
  return h('textarea', { ...common, rows: 1 }, given);
}
