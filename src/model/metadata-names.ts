/** The names under which front matter says what a procedure is: one list for the compiler, schemas and editors. */
/** Each field of the head of a procedure, by the keys that stand for it. */
export const metadataNames = {
  id: ['id', 'codigo', 'code'],
  type: ['tipo', 'type', 'kind'],
  title: ['titulo', 'title', 'nombre', 'name'],
  category: ['categoria', 'category', 'area'],
  version: ['version'],
  status: ['estado', 'status', 'state'],
  owner: ['responsable', 'propietario', 'owner', 'owners', 'owner_slack', 'autor', 'author'],
  created: ['fecha_creacion', 'created', 'fecha', 'date'],
  updated: [
    'fecha_actualizacion',
    'ultima_actualizacion',
    'updated',
    'last_updated',
    'last_reviewed_on',
    'lastmod',
  ],
  reviewDue: [
    'proxima_revision',
    'fecha_revision',
    'review_due',
    'next_review',
    'review_date',
    'revision',
  ],
  frequency: ['frecuencia', 'frequency'],
  language: ['idioma', 'lang', 'language', 'locale'],
} as const;

export type MetadataKey = keyof typeof metadataNames;
