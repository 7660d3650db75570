/** Documents that read like real ones: a release, the restore that it falls back to, and one of another family. */
export const release = `---
id: PROC-REL-001
titulo: Despliegue del portal
estado: activo
version: 1.2.0
responsable: Equipo Plataforma
relacionados: [PROC-REL-002, "PROCED-REL-001"]
---

# PROC-REL-001: Despliegue del portal

Si falla, siga PROC-REL-002 o vuelva al Paso 1.2 de este documento.
La copia la hace [PROCED-REL-001](copias/copia.md#proced-rel-001-copia-diaria).

| Fase | Documento |
| --- | --- |
| Reversión | PROC-REL-002 |

## ETAPA 1: Preparación (10 minutos)

### Paso 1.1: Comprobar la versión

\`\`\`bash
# ver PROC-REL-002 y Paso 1.2
git describe --tags
\`\`\`

**Criterio de Exito:** exit 0

### Paso 1.2: Publicar

\`\`\`bash {run=ask timeout=30s}
make publish
\`\`\`

**Criterio de Exito:** el portal responde

Si no responde, repita el Paso 1.1.
`;

export const restore = `---
id: PROC-REL-002
titulo: Reversión del portal
estado: activo
---

# PROC-REL-002: Reversión del portal

Deshace [el despliegue](release.md) de PROC-REL-001; su Paso 1.2 de PROC-REL-001 queda anulado.
Véase [la etapa](release.md#etapa-1-preparación-10-minutos).

## ETAPA 1: Vuelta atrás

### Paso 1.1: Restaurar

\`\`\`bash
# deshace PROC-REL-001
cd PROC-REL-001/ && make restore
\`\`\`

**Criterio de Exito:** exit 0
`;

export const backup = `---
id: PROCED-REL-001
titulo: Copia diaria
estado: activo
---

# PROCED-REL-001: Copia diaria

La pide PROC-REL-001, y no PROC-REL-0011 ni XPROC-REL-001; el archivo es \`PROC-REL-001.md\`.
Su cabecera: [inicio](../release.md#proc-rel-001-despliegue-del-portal).

## ETAPA 1: Copia

### Paso 1.1: Copiar

\`\`\`bash
tar czf /tmp/portal.tgz /srv/portal
\`\`\`

**Criterio de Exito:** exit 0
`;

export const portal: Readonly<Record<string, string>> = {
  'release.md': release,
  'restore.md': restore,
  'copias/copia.md': backup,
};
