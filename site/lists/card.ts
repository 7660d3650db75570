/** What lists and other pages tell of a document: worked out of it alone, and kept for the next build. */
import type { CompiledDocument, CriteriaCount, Procedure } from '../../src/index.ts';
import { stageAnchor } from '../address.ts';
import { renamedAnchors } from '../page/heading-anchors.ts';
import { saysOnly } from '../page/title.ts';
import { siteSource } from '../source.mjs';
import { type Facets, facetsOf } from './facets.ts';
import { type FoundWords, foundWords } from './find-index.ts';

export interface Card
  extends Pick<Procedure, 'kind' | 'version' | 'owner' | 'frequency' | 'category'> {
  /** Sum of the estimates of the main flow's stages. */
  readonly minutes: number;
  readonly facets: Facets;
  readonly words: FoundWords;
  readonly criteria: CriteriaCount;
  /** Approvals that carry a date, of all that the document asks for. */
  readonly approvals: { readonly dated: number; readonly all: number };
  /** What each column of its matrices has to do, in their order. */
  readonly duties: readonly { readonly role: string; readonly duties: readonly Duty[] }[];
  /** Roles that it describes. */
  readonly described: readonly string[];
  /** Anchors of its headings that its page calls otherwise: `[anchor on GitHub, anchor]`. */
  readonly anchors: readonly (readonly [string, string])[];
}

export interface Duty {
  readonly activity: string;
  /** `R`, `AR`, `C`, … */
  readonly letters: string;
  /** The stage of that name, where there is one: its anchor. */
  readonly anchor: string | null;
}

export function cardOf(document: CompiledDocument): Card {
  const found = known.get(document) ?? keptCard(document);
  known.set(document, found);
  return found;
}

const known = new WeakMap<CompiledDocument, Card>();

function keptCard(document: CompiledDocument): Card {
  const { kept, compiler } = siteSource();
  if (!kept) return made(document);
  const key = compiler.cacheKey('card', kept.key, document.path, document.hash);
  const found = kept.cache.get(key) as Card | null;
  if (found !== null) return found;
  const card = made(document);
  kept.cache.set(key, card);
  return card;
}

function made(document: CompiledDocument): Card {
  const { procedure } = document;
  const { compiler } = siteSource();
  const { kind, version, owner, frequency, category, approvals } = procedure;
  const main = procedure.flows.find((flow) => flow.id === 'main');
  return {
    kind,
    version,
    owner,
    frequency,
    category,
    minutes: main?.stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0) ?? 0,
    facets: facetsOf(procedure),
    words: foundWords(document),
    criteria: compiler.countCriteria(compiler.listCriteria(procedure)),
    approvals: {
      dated: approvals.filter(({ date }) => date !== null).length,
      all: approvals.length,
    },
    duties: dutiesIn(procedure),
    described: procedure.roleDescriptions.map(({ name }) => name),
    anchors: renamedAnchors(procedure),
  };
}

function dutiesIn(procedure: Procedure): Card['duties'] {
  return procedure.raci.flatMap(({ roles, activities }) =>
    roles.map(({ text }, at) => ({
      role: text,
      duties: activities.flatMap(({ name, letters }) =>
        letters[at]
          ? [{ activity: name, letters: letters[at], anchor: stageNamed(procedure, name) }]
          : [],
      ),
    })),
  );
}

function stageNamed({ flows, language }: Procedure, activity: string): string | null {
  for (const flow of flows) {
    const stage = flow.stages.find(({ title }) => saysOnly(title, activity));
    if (stage) return stageAnchor(flow, stage, language);
  }
  return null;
}
