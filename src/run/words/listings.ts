/** Why a block is only shown, in the language of the run. */
import type { ListingAction } from '../../model/index.ts';

type Listing = Pick<ListingAction, 'because' | 'reason'>;

/** In Spanish; `null`: another language needs no reason. */
const spanish: Readonly<Record<ListingAction['because'], string | null>> = {
  'not-shell': null,
  'marked-never': 'marcado run=never',
  'no-prompts': 'un bloque de consola sin la marca "$ ": no se dice qué es orden y qué es salida',
  'only-comments': 'solo comentarios',
  'after-failure': 'qué hacer tras un fallo',
  undo: 'cómo deshacer el paso',
  example: 'marcado como ejemplo',
  forbidden: 'marcado para no ejecutarse',
};

export const enListing = ({ reason }: Listing): string | null => reason;

export const esListing: typeof enListing = ({ because }) => spanish[because];
