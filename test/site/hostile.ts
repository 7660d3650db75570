/** Documents that try to run a script, reach another host or break out of where they are shown: one for each attack and place. */

/** What would be seen if it ran: `window.hit`, a dialog, a request to `evil.invalid`, a report of the policy. */
const attacks: readonly string[] = [
  `<script>window.hit='script'</script>`,
  `</title><script>window.hit='title'</script>`,
  `</script><script>window.hit='close'</script>`,
  `<img src=x onerror="window.hit='img'">`,
  `<img src="https://evil.invalid/i.png">`,
  `<svg onload=window.hit='svg'><animate onbegin=window.hit='begin' attributeName=x dur=1s></svg>`,
  `<svg><script href="https://evil.invalid/s.js"></script><use href="https://evil.invalid/u.svg#x"/></svg>`,
  `<iframe srcdoc="<script>parent.hit='frame'</script>"></iframe>`,
  `<iframe src="javascript:parent.hit='frame'"></iframe>`,
  `<object data="https://evil.invalid/o"></object><embed src="https://evil.invalid/e">`,
  `<link rel=stylesheet href="https://evil.invalid/l.css"><style>@import "https://evil.invalid/i.css";</style>`,
  `<base href="https://evil.invalid/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.invalid/">`,
  `<form action="https://evil.invalid/"><input autofocus onfocus="window.hit='focus'"></form>`,
  `"><script>window.hit='quote'</script>`,
  `'><img src=x onerror=window.hit='single'>`,
  `" onmouseover="window.hit='over'" x="`,
  `' autofocus onfocus='window.hit="attr"' x='`,
  `javascript:window.hit='url'`,
  `data:text/html,<script>window.hit='data'</script>`,
  `]]><script>window.hit='cdata'</script><![CDATA[`,
  `--><script>window.hit='comment'</script><!--`,
  `{{constructor.constructor("window.hit='brace'")()}}`,
  `{window.hit='jsx'}\${window.hit='template'}<%= window.hit='erb' %>`,
  `<mark onclick=window.hit='mark'>x</mark><details open ontoggle=window.hit='toggle'>`,
  `<math><mtext></mtext><script>window.hit='math'</script></math><noscript><p title="</noscript><img src=x onerror=window.hit=1>">`,
  `\u202e\u2066<script>window.hit='rtl'</script>\u2069\u200b`,
  `$&$\`$'$1<script>window.hit='replacement'</script>`,
  `__proto__ constructor toString`,
  `constructor`,
  `&lt;script&gt;window.hit='entity'&lt;/script&gt;&#x6a;avascript:`,
];

/** Where in a document an attack stands. */
const places: readonly ((attack: string, id: string) => string)[] = [
  (attack, id) => front(id, { title: attack }),
  (attack, id) =>
    front(id, {
      category: attack,
      owner: attack,
      status: attack,
      version: attack,
      frequency: `incident ${attack}`,
      review_due: attack,
    }),
  (attack, id) =>
    front(
      id,
      {},
      `${JSON.stringify(attack)}: ${JSON.stringify(attack)}\nsymptoms: [${JSON.stringify(attack)}]\nhead:\n  - tag: script\n    content: ${JSON.stringify(attack)}\nbanner:\n  content: ${JSON.stringify(attack)}\nhero:\n  tagline: ${JSON.stringify(attack)}`,
    ),
  (attack, id) =>
    `${front(id)}\n## Purpose ${line(attack)}\n\n${attack}\n\n[link](${line(attack).replace(/[()\s<>]/g, encodeURIComponent)})\n[link]: <${line(attack).replaceAll('>', '%3E').replaceAll('<', '%3C')}>\n![image](<${line(attack).replace(/[<>]/g, encodeURIComponent)}>)\n<${line(attack)}>\n\n- [ ] ${line(attack)}\n\n| ${cell(attack)} | b |\n|---|---|\n| ${cell(attack)} | \`${cell(attack)}\` |\n`,
  (attack, id) =>
    `${front(id)}\n## Roles\n\n| Activity | ${cell(attack)} |\n|---|---|\n| ${cell(attack)} | R |\n\n## Required tools\n\n- ${line(attack)}\n\n## Environments\n\n### ${line(attack)}\n\n## Procedure\n\n### Stage 1: ${line(attack)} (5 minutes)\n\n#### Step 1.1: ${line(attack)}\n\n\`\`\`bash\n${attack}\necho '${attack}' "${attack}"\n\`\`\`\n\n**CRITICAL:** ${line(attack)}\n\n**Success criterion:** ${line(attack)} \`stdout contains "${line(attack).replaceAll('`', '')}"\`\n\n\`\`\`${line(attack).replaceAll('`', '')}\n${attack}\n\`\`\`\n`,
  (attack, id) =>
    `${front(id)}\n## Flow\n\n\`\`\`mermaid\ngraph TD\n  A["${line(attack).replaceAll('"', "'")}"] --> B[ok]\n  click A "javascript:window.hit='click'"\n  style A fill:url(https://evil.invalid/fill)\n\`\`\`\n\n\`\`\`mermaid\nsequenceDiagram\n  A->>B: ${line(attack)}\n\`\`\`\n`,
  // A second procedure, whose flow has the name of its heading.
  (attack, id) =>
    `${front(id)}\n## Procedure\n\n### Stage 1: Go\n\n#### Step 1.1: Go\n\n\`\`\`bash\ntrue\n\`\`\`\n\n## ${line(attack)}\n\n### Stage 1: ${line(attack)}\n\n#### Step 1.1: Go\n\n\`\`\`bash\ntrue\n\`\`\`\n`,
  (attack, id) =>
    `${front(id)}\n<div>\n${attack}\n</div>\n\n<!-- ${attack} -->\n\n${`${line(attack)} `.repeat(500)}\n`,
];

/** 248 documents, by the names of their files. */
export function hostileDocuments(): Map<string, string> {
  const documents = new Map<string, string>();
  attacks.forEach((attack, at) => {
    places.forEach((place, where) => {
      const number = String(at * places.length + where + 1).padStart(3, '0');
      const id = `PROCED-EVIL-${number}`;
      const others = `\nSee PROCED-EVIL-${String(((at * 13 + where) % 248) + 1).padStart(3, '0')}.\n`;
      documents.set(`${id}.md`, place(attack, id) + others);
    });
  });
  return documents;
}

function front(id: string, keys: Record<string, string> = {}, more = ''): string {
  const written = Object.entries(keys).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\nid: ${id}\nlanguage: en\n${[...written, more].filter(Boolean).join('\n')}\n---\n\n# ${id}: ${keys.title ?? 'Evil'}\n`;
}

function line(attack: string): string {
  return attack.replace(/\n/g, ' ');
}

function cell(attack: string): string {
  return line(attack).replaceAll('|', '\\|');
}
