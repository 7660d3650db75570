/** Prints how much of the labelled documents the compiler understands; ends with 1 where that is too little. */
import { kinds, precision, recall, scoreAll } from './score.ts';

const least = 0.98;
const { documents, tallies, misses, unsafe } = await scoreAll();

const row = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, at) => (at === 0 ? String(cell).padEnd(12) : String(cell).padStart(10)))
    .join('');
console.log(`${documents} documents`);
console.log(row(['', 'labelled', 'found', 'right', 'precision', 'recall']));
for (const kind of kinds) {
  const tally = tallies[kind];
  const shares = [precision(tally), recall(tally)].map((share) => share.toFixed(3));
  console.log(row([kind, tally.labelled, tally.found, tally.right, ...shares]));
}
for (const miss of misses) console.log(miss);
for (const block of unsafe) console.log(`UNSAFE ${block}`);
const tooLittle = kinds.filter(
  (kind) => precision(tallies[kind]) < least || recall(tallies[kind]) < least,
);
if (tooLittle.length > 0) console.log(`Below ${least}: ${tooLittle.join(', ')}`);
process.exitCode = tooLittle.length > 0 || unsafe.length > 0 ? 1 : 0;
