/** Makes text from documents and commands harmless for the place where it is shown. */

// Control characters except tab and newline, and what changes the direction or hides in the text.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * For a terminal: control characters and direction overrides become visible (`␛`, `<U+202E>`);
 * newlines and tabs stay.
 */
export function escapeTerminal(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** For a terminal, on one line: newlines and tabs are made visible too. */
export function escapeTerminalLine(text: string): string {
  return escapeTerminal(text).replaceAll('\n', '\u240a').replaceAll('\t', '\u2409');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML, between tags and inside quoted attributes. Not for `<script>`, `<style>` or URLs. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/**
 * For XML 1.0, between tags. What no XML document may hold, not even as an entity, is made visible:
 * control characters and half characters.
 */
export function escapeXml(text: string): string {
  return escapeHtml(escapeTerminal(text.toWellFormed())).replace(/[\ufffe\uffff]/g, '\ufffd');
}

/** For XML 1.0, inside quoted attributes: line breaks and tabs are kept, which a parser would make spaces. */
export function escapeXmlAttribute(text: string): string {
  return escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** For a paragraph or table cell of Markdown: shown as written, on one line, without markup or HTML. */
export function escapeMarkdown(text: string): string {
  return escapeHtml(text)
    .replace(/[\\`*_{}[\]()#+\-.!|~:@]/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
}

/** For JSON: what acts on a terminal or hides becomes an escape; the value stays the same. */
export function escapeJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
