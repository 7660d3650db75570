/**
 * Recognises what looks like a credential, wherever it stands: tokens that carry their maker's mark,
 * passwords in URLs, headers, options and assignments. It decides nothing about the run.
 *
 * Every expression is bounded: output of a command may be a line of any length.
 */
import { wordsOf } from './words.ts';

interface Pattern {
  /** Group 1, where there is one, stays; the last group, else the whole, is the credential. */
  readonly expression: RegExp;
  /** Where the text has none of these, it is not tried. */
  readonly only?: readonly string[];
  readonly accept?: (value: string, before: string) => boolean;
}

/** `replace`: what stands there instead of each credential. */
export function replaceCredentials(text: string, replace: (value: string) => string): string {
  if (!hasHint(text)) return text;
  let result = text;
  for (const { expression, only, accept } of PATTERNS) {
    if (only?.some((word) => result.includes(word)) === false) continue;
    result = result.replace(expression, (whole: string, ...rest: unknown[]) => {
      const groups = rest.filter((each) => typeof each === 'string').slice(0, -1);
      const [before, value] = groups.length < 2 ? ['', whole] : [groups[0]!, groups[1]!];
      if (accept?.(value, before) === false) return whole;
      return before + replace(value) + whole.slice(before.length + value.length);
    });
  }
  return result;
}

/** The credentials of a text that may be looked for elsewhere too. */
export function credentialsIn(text: string): string[] {
  const found: string[] = [];
  replaceCredentials(text, (value) => {
    found.push(value);
    return value;
  });
  return [...new Set(found)];
}

/** What an author or a tool writes in the place of a secret, or of it. */
const NO_VALUE =
  /^(?:true|false|null|none|nil|undefined|yes|no|on|off|required|optional|prompt|ask|enabled|disabled|md5|scram-sha-256|peer|trust|ident|missing|invalid|incorrect|wrong|expired|empty|redacted|hidden|masked|unset|set|ok|valid|string|file|env|stdin|default|auto|not|is|for|and|of|the|a|an|el|la|de|es|no|sin|con|y|o|•+|\*+|x{3,}|\.{2,}|…)$/i;

/** A variable, a placeholder, a substitution, a path: nothing that could be used as it stands. */
const NO_LITERAL = /^(?:\$|\\\$|<|\{\{?|%[\w(]|`|\*|•|…|\.{0,2}\/[\w.-]+(?:\/|$)|~\/)/;

const isLiteral = (value: string): boolean => !NO_VALUE.test(value) && !NO_LITERAL.test(value);

/** Of prose and status lines (`Token: expired`) only what no word looks like. */
function isAssigned(value: string, before: string): boolean {
  const plain = value.replace(/^\\?["']|\\?["']$/g, '');
  if (plain.length < 3 || !isLiteral(plain)) return false;
  if (/^\d{1,5}$/.test(plain) || /^0x0*$/.test(plain)) return false;
  if (/pwd["'\]\\]{0,4}\s*[:=]/i.test(before) && plain.startsWith('/')) return false;
  const isProse = /:\s*$/.test(before) && plain === value;
  return !isProse || (plain.length >= 6 && /\d|[^\w.\s-]/.test(plain) && /[a-z]/i.test(plain));
}

const looksRandom = (value: string): boolean =>
  value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value);

const MARKED = [
  '(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  'gh[pousr]_[A-Za-z0-9]{20,255}',
  'github_pat_\\w{20,255}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt|oas)-[\\w.-]{16,255}',
  'xox[abeoprs]-[\\w-]{10,255}',
  'xapp-\\d-[\\w-]{10,255}',
  'AIza[\\w-]{35}',
  'ya29\\.[\\w-]{20,512}',
  'GOCSPX-[\\w-]{20,64}',
  '[srp]k_(?:live|test)_\\w{10,128}',
  'whsec_[\\w+/=]{16,128}',
  'npm_[A-Za-z0-9]{36}',
  'pypi-AgE[\\w-]{20,512}',
  'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}',
  'hv[sbr]\\.[\\w-]{20,512}',
  'dckr_pat_[\\w-]{20,64}',
  'do[opr]_v1_[a-f0-9]{64}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'AGE-SECRET-KEY-1[A-Z0-9]{50,64}',
  'dapi[a-f0-9]{32}',
  'ATATT3[\\w=-]{20,512}',
  'eyJ[\\w-]{8,8192}\\.eyJ[\\w-]{4,8192}(?:\\.[\\w-]{0,2048})?',
  // A key or a kubeconfig's in base64; certificates and public keys are no secret.
  'LS0tLS1CRUdJTi(?!BDRVJU|BQVUJM)[A-Za-z0-9+/]{20,16384}={0,2}',
].join('|');

/** Words that a name ends with when its value is a secret. */
const NAMES =
  '(?:passw(?:or)?d|passphrase|contrase(?:ñ|n|Ã±)a|secret|token|api[_-]?key|(?:access|secret|private|auth|account|shared|encryption|master|signing|session)[_-]?key|credentials?|(?<![A-Za-z])(?:pass|pwd))';
/** What may follow in the name still. */
const TAIL =
  '(?:[_-]?(?:\\d{1,4}|prod\\w{0,8}|dev\\w{0,8}|stag\\w{0,8}|test\\w{0,4}|old|new|root|admin|user))?';
const VALUE =
  '\\\\"[^"\\\\\\r\\n]{1,512}\\\\"|"(?:[^"\\\\\\r\\n]|\\\\.){1,512}"|\'[^\'\\r\\n]{1,512}\'|[^\\s"\'`,;&|<>(){}\\[\\]\\\\]{1,512}';

const PATTERNS: readonly Pattern[] = [
  { expression: new RegExp(`(?<![A-Za-z0-9])(?:${MARKED})`, 'g') },
  {
    expression: /(?<![A-Za-z0-9])sk-[\w-]{20,200}/g,
    accept: (value) => /\d/.test(value) && /[A-Z]/.test(value),
  },
  { expression: /(\bhooks\.slack\.com\/services\/)([\w/]{10,128})/g },
  // crypt(3) and its like, as in /etc/shadow.
  { expression: /(?<![\w$])\$(?:1|2[aby]|5|6|7|y|gy|argon2(?:id?|d))\$[./\w$,=+-]{20,512}/g },
  {
    expression:
      /((?:authorization|x-[\w-]{0,40}(?:key|token|secret|auth)|(?:private|job|deploy|vault)-token|api-?key)\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?(?:(?:bearer|basic|token|digest|negotiate|apikey)\s{1,4})?)([^\s"'\\,;<>]{4,8192})/gi,
    accept: (value) => isLiteral(value) && !/^(?:bearer|basic|token|digest)$/i.test(value),
  },
  { expression: /(\bbearer\s{1,4})([\w.~+/-]{16,8192}={0,2})/gi, accept: looksRandom },
  {
    expression: /((?:^|[\s"'])(?:set-)?cookie["']?\s{0,2}:\s{0,4})([^"'\r\n]{4,8192})/gim,
    accept: (value) => value.includes('=') && isLiteral(value),
  },
  {
    expression: /(\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@"'`<>]{0,256}:)([^\s/"'`<>]{1,512})(?=@)/gi,
    only: ['@'],
    accept: isLiteral,
  },
  {
    expression: /(\b[a-z][a-z0-9+.-]{1,30}:\/\/)([^\s/:@"'`<>]{16,512})(?=@)/gi,
    only: ['@'],
    accept: looksRandom,
  },
  {
    // As `env` and .env files have it: to the end of the line, whatever it holds.
    expression: new RegExp(
      `(^(?:\\+{1,9}\\s+|export\\s+|declare\\s+-\\S{1,4}\\s+)?[A-Za-z_]\\w{0,60}?(?<=${NAMES})${TAIL}=)([^\\s"']{3,1024})$`,
      'gim',
    ),
    accept: isAssigned,
  },
  {
    expression: new RegExp(
      `(${NAMES}${TAIL}["'\\]\\\\]{0,4}\\s{0,3}(?:=>|:=|==?|:|%3D)\\s{0,3})(${VALUE})`,
      'gi',
    ),
    accept: isAssigned,
  },
  {
    expression: new RegExp(
      `(--?(?:[\\w-]{0,30}-)?(?:password|passwd|passphrase|token|secret|(?:api|access|secret|account)-?key)\\s{1,4})(${VALUE})`,
      'gi',
    ),
    accept: (value) => !value.startsWith('-') && isAssigned(value, ' '),
  },
  {
    expression:
      /(\b(?:sshpass\s{1,4}-p\s{0,4}|redis-cli\b[^\n|;]{0,200}?\s-a\s{1,4}|docker\s+login\b[^\n|;]{0,200}?\s-p\s{1,4}|(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\b[^\n|;]{0,200}?\s-p|ldap\w{1,10}\b[^\n|;]{0,200}?\s-w\s{1,4}))("[^"\r\n]{1,256}"|'[^'\r\n]{1,256}'|[^\s"'-][^\s"']{1,256})/g,
    accept: (value) => isLiteral(value.replace(/^["']/, '')),
  },
  {
    expression:
      /(\b(?:curl|wget)\b[^\n|;]{0,300}?\s(?:-u|--user|-U|--proxy-user)[\s=]{0,2}["']?[^\s:"'$]{1,100}:)([^\s"']{1,256})/g,
    only: ['curl', 'wget'],
    accept: isLiteral,
  },
  { expression: /(\bpass:)([^\s"']{3,256})/g, accept: isLiteral },
  {
    expression:
      /(\b(?:identified\s{1,4}(?:with\s{1,4}\S{1,40}\s{1,4})?by|password)\s{1,4}\\?')([^'\\\r\n]{1,256})(?=\\?')/gi,
    accept: isLiteral,
  },
  { expression: /(\blogin\s{1,4}\S{1,100}\s{1,4}password\s{1,4})(\S{1,256})/gi, accept: isLiteral },
  // host:port:database:user:password
  {
    expression: /^((?:[\w.*-]|\\:){1,255}:(?:\d{4,5}|\*):[^:\s]{1,64}:[^:\s]{1,64}:)(\S{1,256})$/gm,
    accept: isLiteral,
  },
  { expression: /("auth"\s{0,4}:\s{0,4}")([A-Za-z0-9+/=]{8,4096})(?=")/g },
];

/** Without one of these no pattern can match: looked for first, because most output holds none. */
const HINTS = wordsOf(
  'pass pwd contrase secret token key credential authori bearer cookie :// login identified ' +
    'akia asia aroa aida abia acca aiza atatt eyj ls0t ghp_ gho_ ghu_ ghs_ ghr_ github_pat glpat gldt glrt ' +
    'glcbt glptt glft glsoat glagent glimt gloas xox xapp ya29 gocspx _live_ _test_ whsec npm_ pypi- sg. ' +
    'hvs. hvb. hvr. dckr _v1_ shpat shpca shppa shpss age- dapi sk- hooks. $1$ $2a $2b $2y $5$ $6$ $7$ $y$ ' +
    '$gy $argon :*: redis docker mysql maria ldap curl wget "auth"',
);

function hasHint(text: string): boolean {
  return HINTS(text) || PGPASS_PORT.test(text);
}

const PGPASS_PORT = /:\d{4,5}:[^:\s]{1,64}:[^:\s]{1,64}:/;
