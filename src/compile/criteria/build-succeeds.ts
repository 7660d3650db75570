/** 'Build exitoso' beside `npm run build`, `docker build` and their like: that build ended with 0. */
import type { ShellCommand } from '../../shell/analysis.ts';
import { proveClaim } from './claim.ts';
import type { InferenceRule } from './rule.ts';

const builds: Readonly<Record<string, RegExp>> = {
  npm: /^run (build|compile)\b/,
  pnpm: /^(run )?(build|compile)\b/,
  yarn: /^(run )?(build|compile)\b/,
  make: /^(all|build)?$/,
  mvn: /(^|\s)(package|compile|install|verify)(\s|$)/,
  mvnw: /(^|\s)(package|compile|install|verify)(\s|$)/,
  gradle: /(^|\s)(build|assemble)(\s|$)/,
  gradlew: /(^|\s)(build|assemble)(\s|$)/,
  docker: /^(build|buildx build|compose (\S+ )*build|image build)(\s|$)/,
  podman: /^build\b/,
  'docker-compose': /^(\S+ )*build(\s|$)/,
  go: /^build\b/,
  cargo: /^build\b/,
  tsc: /^(-p \S+|--noEmit|-b|--build)*$/,
  dotnet: /^(build|publish)\b/,
  bazel: /^build\b/,
};

export const buildSucceeds: InferenceRule = {
  id: 'build-succeeds',
  sentence: 'says that the build, image or compilation succeeds or is built, and nothing else',
  block:
    'holds a known build whose failure nothing hides (npm, yarn, pnpm, make, mvn, gradle, docker, go, cargo, tsc, dotnet, bazel)',
  concludes: 'that command ends with 0',
  silent: 'the sentence promises more (without warnings, pushed, tests), or the build is unknown.',
  examples: {
    es: {
      fires: ['docker build -t pedidos:3.2 .', 'Imagen construida correctamente'],
      silent: ['docker build -t pedidos:3.2 .', 'Imagen construida y publicada'],
    },
    en: {
      fires: ['npm ci\nnpm run build', 'The build succeeds'],
      silent: ['npm run build', 'The build succeeds without warnings'],
    },
  },
  infer(evidence) {
    return proveClaim(evidence, {
      subject:
        'build|compilacion|construccion|imagen(es)?|images?|compilation|binary|binario|codigo|code|aplicacion|application|app|project|proyecto|package|paquete',
      state:
        'exitos[oa]|succeeds|succeeded|successful|completes|completad[oa]|completed|passes|pasa|termina|finaliza|compila|compiles|construid[oa]s?|compilad[oa]s?|built|compiled|generad[oa]s?',
      also: 'docker|debe|ser|should|must',
      shows: isBuild,
    });
  },
};

function isBuild({ name, args }: ShellCommand): boolean {
  return Object.hasOwn(builds, name) && builds[name]!.test(args.join(' '));
}
