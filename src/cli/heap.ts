/** What V8 is told: where many documents are worked on one after the other, and where little memory is to be taken. */
import { setFlagsFromString } from 'node:v8';

/** V8 would let what is garbage lie until the heap is four times as large as what is in use. */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
  // What a document leaves is garbage soon: more room for young objects lets no fewer of them grow old.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Trees were put among what stays because some stay for a moment: most are let go at once.
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/**
 * A run waits for other programs most of its time, beside them, and starts one for each block, which
 * takes the longer the more memory it has. Told before anything of it is loaded: what has grown stays.
 */
export function stayLean(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
  // The last of the compilers takes 5 MB, and only a gigabyte of output would be masked faster for it.
  setFlagsFromString('--no-opt');
}
