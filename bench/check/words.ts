/** What the generated documents are made of: the words of both languages, and the blocks. */
import type { Random } from '../../fuzz/random.ts';

export const services =
  'billing catalog search orders identity mailer gateway ledger stock media audit quotes'.split(
    ' ',
  );
export const teams = ['platform', 'payments', 'data', 'web', 'sre', 'storage', 'network'];
const hosts = ['db-01', 'db-02', 'web-01', 'web-02', 'cache-01', 'queue-01', 'edge-03'];

/** A block of a runbook: what its comment says in each language, and its commands. */
export interface Block {
  readonly es: string;
  readonly en: string;
  readonly code: string;
  /** Sentence of its success criterion. */
  readonly goodEs: string;
  readonly goodEn: string;
}

export function block(random: Random, service: string, number: number): Block {
  const host = random.pick(hosts);
  const port = 3000 + random.below(6000);
  const file = `/var/tmp/${service}-${number}`;
  const blocks: readonly Block[] = [
    {
      es: `Estado de ${service} antes de cambiar nada`,
      en: `State of ${service} before anything is changed`,
      code: `systemctl is-active ${service}.service\nsystemctl show ${service}.service --property=MainPID,NRestarts | sort > ${file}.state`,
      goodEs: `El servicio ${service} esta activo`,
      goodEn: `The service ${service} is active`,
    },
    {
      es: `La pagina de salud responde en el puerto ${port}`,
      en: `The health page answers on port ${port}`,
      code: `curl -fsS --max-time 10 "http://127.0.0.1:${port}/health" -o ${file}.json\njq -e '.status == "ok"' ${file}.json`,
      goodEs: 'HTTP 200',
      goodEn: 'HTTP 200',
    },
    {
      es: `Espacio libre en los discos de ${host}`,
      en: `Free space on the disks of ${host}`,
      code: `USED="$(df --output=pcent /var/lib/${service} | tail -n 1 | tr -dc '0-9')"\nif [ "$USED" -gt ${70 + random.below(25)} ]; then\n  echo "disk of ${service} is at $USED%"\n  exit 1\nfi`,
      goodEs: 'Hay espacio libre',
      goodEn: 'There is space left',
    },
    {
      es: `Copia de la configuracion (numero ${number})`,
      en: `Copy of the configuration (number ${number})`,
      code: `mkdir -p ${file}\ntar -czf ${file}/config.tar.gz -C /etc ${service}\nsha256sum ${file}/config.tar.gz > ${file}/config.sha256`,
      goodEs: `Archivo creado con tamano > 0 bytes`,
      goodEn: `File created with a size > 0 bytes`,
    },
    {
      es: 'Errores de la ultima hora',
      en: 'Errors of the last hour',
      code: `journalctl -u ${service}.service --since "-${10 + random.below(50)}min" --priority=err --no-pager \\\n  | grep -v 'connection reset' \\\n  | awk '{ count[$5]++ } END { for (word in count) print count[word], word }' \\\n  | sort -rn | head -n ${5 + random.below(20)}`,
      goodEs: 'Se conoce el numero de errores',
      goodEn: 'The number of errors is known',
    },
    {
      es: 'Filas pendientes en la cola',
      en: 'Rows waiting in the queue',
      code: `psql -h ${host} -d ${service} -At <<'SQL'\nSELECT state, count(*)\n  FROM jobs\n WHERE created_at > now() - interval '${1 + random.below(48)} hours'\n GROUP BY state;\nSQL`,
      goodEs: 'La cola se vacia',
      goodEn: 'The queue drains',
    },
    {
      es: 'Pods que no estan listos',
      en: 'Pods that are not ready',
      code: `kubectl --namespace ${service} get pods --no-headers \\\n  | awk '$2 !~ /^([0-9]+)\\/\\1$/ { print $1 }' > ${file}.pods\nfor pod in $(cat ${file}.pods); do\n  kubectl --namespace ${service} describe pod "$pod" | tail -n ${10 + random.below(10)}\ndone`,
      goodEs: 'Todos los pods estan listos',
      goodEn: 'Every pod is ready',
    },
    {
      es: 'Version que corre ahora',
      en: 'Version that runs now',
      code: `git -C /srv/${service} fetch --tags --quiet\ngit -C /srv/${service} describe --tags --always > ${file}.version\ncat ${file}.version`,
      goodEs: 'La version se conoce',
      goodEn: 'The version is known',
    },
    {
      es: `Certificado de ${service}`,
      en: `Certificate of ${service}`,
      code: `echo | openssl s_client -connect ${host}:${port} -servername ${service}.internal 2>/dev/null \\\n  | openssl x509 -noout -checkend ${86_400 * (1 + random.below(30))}`,
      goodEs: 'El certificado no caduca en estos dias',
      goodEn: 'The certificate does not expire in these days',
    },
    {
      es: 'Tareas programadas que tocan estos datos',
      en: 'Scheduled jobs that touch this data',
      code: `grep -Rn --include='*.timer' '${service}' /etc/systemd/system || true\nsystemctl list-timers --all --no-pager | head -n ${5 + random.below(30)}`,
      goodEs: 'Se sabe que tareas corren',
      goodEn: 'It is known which jobs run',
    },
  ];
  return random.pick(blocks);
}

export const prose = {
  es: [
    'Antes de seguir conviene leer lo que salio del paso anterior: casi todos los incidentes de este servicio empezaron por no mirar.',
    'Si el resultado no es el esperado, no se repite: se avisa en el canal y se espera a que alguien conteste.',
    'Este paso no cambia nada y puede hacerse tantas veces como haga falta.',
    'Quien ejecuta apunta la hora y lo que vio, con sus palabras; el resumen se hace despues.',
    'El tiempo normal es de menos de un minuto. Mas de cinco es una senal de que algo va mal.',
  ],
  en: [
    'Read what the step before it printed first: most incidents of this service began with nobody looking.',
    'When the result is not the expected one, it is not repeated: tell the channel and wait for an answer.',
    'This step changes nothing and can be done as often as it takes.',
    'Whoever runs it notes the time and what was seen, in their own words; the summary comes later.',
    'It normally takes less than a minute. More than five is a sign that something is wrong.',
  ],
} as const;
