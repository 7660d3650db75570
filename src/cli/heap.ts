/** What V8 is told where many documents are worked on one after the other. */
import { setFlagsFromString } from 'node:v8';

/** V8 would let what is garbage lie until the heap is four times as large as what is in use. */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
  // What a document leaves is garbage soon: more room for young objects lets no fewer of them grow old.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Trees were put among what stays because some stay for a moment: most are let go at once.
  setFlagsFromString('--no-allocation-site-pretenuring');
}
