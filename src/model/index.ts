/** The model: plain data that every other part shares. No I/O. */
export * from './action.ts';
export * from './because.ts';
export * from './cache.ts';
export * from './check-report.ts';
export * from './config.ts';
export * from './criterion.ts';
export * from './diagnostic.ts';
export * from './difference.ts';
export * from './governance.ts';
export * from './input-error.ts';
export * from './marks.ts';
export * from './metadata-names.ts';
export * from './procedure.ts';
export * from './span.ts';
export * from './verdict.ts';
export * from './vocabulary.ts';
export * from './written-front-matter.ts';
