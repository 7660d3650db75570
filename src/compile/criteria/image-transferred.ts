/** 'Imagen publicada' beside `docker push`, 'image pulled' beside `docker pull`: it ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

export const imageTransferred: InferenceRule = {
  id: 'image-transferred',
  sentence: 'says that an image was pushed, published or pulled, and nothing else',
  block:
    'holds `docker push` or `docker pull` (podman, compose), for what the sentence says, whose failure nothing hides',
  concludes: 'that command ends with 0',
  silent:
    'the command goes the other way, ignores failures, or the sentence says more (signed, scanned, deployed).',
  examples: {
    es: {
      fires: ['docker push registro.local/pedidos:3.2', 'Imagen publicada en el registro'],
      silent: ['docker build -t registro.local/pedidos:3.2 .', 'Imagen publicada'],
    },
    en: {
      fires: ['docker pull registry.local/orders:3.2', 'The image is pulled'],
      silent: ['docker compose pull --ignore-pull-failures', 'The images are pulled'],
    },
  },
  infer(evidence) {
    const shared = {
      subject: 'imagen(es)?|images?',
      also: 'registro|registry|todas|all|docker|from|desde',
    };
    return (
      proveClaim(evidence, {
        ...shared,
        state: 'publicad[oa]s?|subid[oa]s?|pushed|published|uploaded',
        shows: (command) => goes(command, 'push'),
      }) ??
      proveClaim(evidence, {
        ...shared,
        state: 'descargad[oa]s?|pulled|downloaded',
        shows: (command) => goes(command, 'pull'),
      })
    );
  },
};

function goes({ name, args }: ShellCommand, way: 'push' | 'pull'): boolean {
  if (!/^(docker|podman|docker-compose)$/.test(name)) return false;
  if (args.some((arg) => /^--ignore-p\w+-failures/.test(arg))) return false;
  const words = args.filter((arg) => !arg.startsWith('-'));
  return (
    words[0] === way ||
    (/^(compose|image)$/.test(words[0] ?? '') && words.includes(way)) ||
    (name === 'docker-compose' && words.includes(way))
  );
}
