/** What the inference rules must not conclude: each pair looks like a rule's case, and is not. */
import { expect, it } from 'vitest';
import { exampleMarkdown } from '../../src/compile/criteria/example.ts';
import { flowOf, procedureOf } from './support.ts';

it.each([
  // The sentence says more than the command shows.
  ['sudo nginx -t', 'Configuración válida y servicio recargado'],
  ['docker build -t x .', 'Image built and pushed'],
  ['npm ci', 'Dependencies installed without vulnerabilities'],
  ['sudo systemctl restart orders', 'The service is running and healthy'],
  ['sudo systemctl start celery', 'Celery workers activos'],
  ['pytest tests/unit', 'Integration tests pass'],
  ['git push origin main', 'Changes reviewed and pushed'],
  ['kubectl apply -f orders.yaml', 'Manifest applied and pods running'],
  ['gzip -t /backups/orders.sql.gz', 'El backup es válido'],
  ['pg_isready', 'Base de datos consistente'],
  ['kubectl wait --for=condition=Ready pod -l app=a', 'Todos los pods listos'],
  ['mkdir -p /srv/a', 'Directorio creado con permisos 750'],
  ['curl -s http://localhost/health', 'HTTP 200 in less than 2 seconds'],
  ['git tag v1', 'Tag y rama creados'],
  ['pg_dump a > a.sql', 'Backup created, smaller than 2 GB'],
  ['pg_dump a > a.sql', 'Backup saved with 3 tables'],
  ['pg_dump a > a.sql', 'Backup file not created'],
  ['curl -f http://a/health', 'Health check responds HTTP 200 in 2 seconds'],
  ['curl -f http://a/health', 'The health check answers and the queue is empty'],
  ['./m.sh\necho $?\n# Debe ser 0', 'Datos migrados y verificados correctamente'],
  ['cat app.log | grep ERROR', 'No errors in the last 5 minutes'],
  ['systemctl is-active nginx redis', 'Todos los servicios activos'],
  ['systemctl is-active nginx\nsystemctl is-active redis', 'Activo'],
  ['sudo tar czf /root/a.tgz /srv', 'Archive file created'],
  ['pg_dump -Fd -f /backups/a orders', 'Backup created'],
  ['tar xzf a.tgz', 'Archive file created'],
  ['nc -z localhost 22 5432', 'Port 5432 is open'],
  ['lsof -i:5432 -sTCP:LISTEN -u root', 'Port 5432 is open'],
  ['curl -f http://a/one http://a/two', 'HTTP 200'],
  ['curl -f "http://a/{one,two}"', 'HTTP 200'],
  ['bash -n a.sh b.sh', 'The syntax of a.sh and b.sh is valid'],
  ['go install ./cmd/orders', 'Dependencies installed'],
  // The sentence says the opposite, or something else.
  ['sudo nginx -t', 'Configuración no válida'],
  ['sudo systemctl stop nginx', 'Nginx activo'],
  ['mkdir -p /srv/a', 'Archivo creado'],
  ['touch /srv/a', 'Directorio creado'],
  ['kubectl rollout status deploy/a', 'Job completado'],
  ['kubectl wait --for=condition=Available deploy/a', 'Pods listos'],
  ['chmod 640 a', 'Propietario cambiado'],
  ['docker pull a:1', 'Imagen publicada'],
  ['git --version', 'Terraform version 1.9.5'],
  ['nc -z localhost 5432', 'Port 6432 is open'],
  ['tar czf a.tar.gz a', 'Paquete extraído'],
  ['sudo systemctl stop orders', 'Billing stopped'],
  // The command ends with 0 either way.
  ['git diff', 'No differences'],
  ['git diff --quiet', 'No changes pending'],
  ['terraform plan', 'Sin cambios'],
  ['psql -d orders -f orders.sql', 'Database restored'],
  ['pg_restore orders.dump | psql orders', 'Database restored'],
  ['psql -c "select 1" -d orders < orders.sql', 'Base de datos importada'],
  ['pytest --collect-only', 'All tests pass'],
  ['mvn -Dmaven.test.skip=true package', 'All tests pass'],
  ['mvn package -DskipTests', 'Tests pass'],
  ['make -n test', 'Tests pass'],
  ['kubectl rollout status deploy/a --watch=false', 'Rollout complete'],
  ['cp -n a b', 'File copied'],
  ['rsync -avn a b', 'Files transferred'],
  ['ls /backups/', 'Backup exists'],
  ['ls /backups', 'El backup existe'],
  ['shopt -s nullglob\nls /backups/*.sql', 'Backup exists'],
  ['rm -f /tmp/x*', 'Files deleted'],
  ['rm -f "$FILE"', 'File deleted'],
  ['ansible-playbook site.yml --check', 'Playbook applied'],
  ['git push -n', 'Changes pushed'],
  ['git tag -l v1', 'Tag created'],
  ['python manage.py migrate orders zero', 'Migrations applied'],
  ['VERSION=20200101 rake db:migrate', 'Migrations applied'],
  ['docker compose -f build.yml up -d', 'Image built'],
  ['flyway -configFiles=migrate.conf info', 'Migrations applied'],
  ['sha256sum a', 'Checksum matches'],
  ['unzip -l a.zip', 'Archive extracted'],
  ['gunzip -c a.gz', 'File extracted'],
  // What would fail is hidden.
  ['sudo nginx -t || true', 'Configuración válida'],
  ['npm ci &', 'Dependencies installed'],
  ['if npm test; then echo ok; fi', 'All tests pass'],
  ['for h in a b; do ping -c 1 $h; done', 'The host is reachable'],
  ['set +e\nnpm run build\necho done', 'The build succeeds'],
  ['npm run build\nnpm run build || true', 'The build succeeds'],
  ['systemctl restart nginx || true', 'Nginx restarted'],
  ['./a.sh; true && ./b.sh', 'Exit code 0'],
  // It is undone in the same block.
  ['sudo systemctl stop nginx\nsudo systemctl start nginx', 'Nginx detenido'],
  ['mkdir /srv/a\nrmdir /srv/a', 'Directorio creado'],
  // Another thing is looked at than the one that is meant.
  ['docker exec web curl -s http://localhost/health', 'HTTP 200'],
  ['ssh web-1 curl -s http://localhost/health', 'HTTP 200'],
  ['curl -s -H "Host: a" http://localhost/', 'HTTP 200'],
  ['curl -s http://a/\ncurl -s http://b/', 'HTTP 200'],
  ['curl -s http://<host>/health', 'HTTP 200'],
  ['curl -s http://$(hostname)/health', 'HTTP 200'],
  ['systemctl --user restart orders', 'The service is running'],
  ['systemctl restart <service>', 'The service is running'],
  ['docker exec web systemctl restart orders', 'The service is running'],
  ['pg_dump orders > <backup-file>', 'Backup created'],
  ["ss -tln | grep ':80'", 'Port 80 listening'],
  ["ss -tan | grep ':8080 '", 'Port 8080 listening'],
  ['kubectl get pods | wc -l', '3 pods'],
  ['ls -l | wc -l', '3 files'],
  ['find . | wc -l', 'At least 3 files'],
  ['echo ready\n./status.sh', 'Prints `ready`'],
  ['echo ready', 'Prints `ready`'],
  ['systemctl is-active orders', 'Shows `active`'],
  ['./status.sh', 'The output contains `<version>`'],
  ['kubectl get pods', 'No output'],
  ['git status', 'Working tree clean'],
  ['ls -A /srv/a; ls -A /srv/b', 'The directory is empty'],
])('%s ⊬ %s', async (code, sentence) => {
  const procedure = await procedureOf(
    `# T\n\n## Procedure\n\n### Step 1.1: Do\n\n${exampleMarkdown('en', [code, sentence])}`,
  );
  const [criterion] = flowOf(procedure, 'main').stages[0]!.steps[0]!.criteria;
  expect(criterion).toMatchObject({ origin: 'attested', check: null, rule: null });
});

it.each([
  ['curl -s -o /dev/null http://localhost:$PORT/health', 'HTTP 204', 'http'],
  ['systemctl is-active nginx', 'active', 'command'],
  ['nc -z -w 5 db-1 5432', 'Puerto 5432 abierto', 'command'],
  ['sudo lsof -nP -iTCP:5432 -sTCP:LISTEN', 'Port 5432 is listening', 'command'],
  ['tar czf /backups/a_$(date +%F).tgz /srv/a', 'Archivo creado con tamaño > 0 bytes', 'file'],
  ['pg_dump -Fc -f "$DIR/a.dump" orders', 'Backup created', 'file'],
  ['sudo systemctl restart php8.2-fpm', 'php8.2-fpm activo', 'service'],
  [
    'git -C /srv/orders tag v2\ngit -C /srv/orders push origin v2',
    'Tag created and pushed',
    'command',
  ],
  ['find /srv/a -name "*.lock" | wc -l', '0 locks', 'output'],
  ['kubectl -n orders rollout status deploy/orders', 'Despliegue completado', 'command'],
])('%s ⊢ %s', async (code, sentence, kind) => {
  const procedure = await procedureOf(
    `# T\n\n## Procedure\n\n### Step 1.1: Do\n\n${exampleMarkdown('en', [code, sentence])}`,
  );
  const [criterion] = flowOf(procedure, 'main').stages[0]!.steps[0]!.criteria;
  expect(criterion).toMatchObject({ origin: 'inferred', check: { kind } });
});

it('comes to an end over sentences that are made to be slow to match', async () => {
  const words = 'version the http 200 el code status . 0 puerto port health 3 nodes tests pass';
  const codes = ['git --version', 'curl -f http://a/', 'nc -z a 1', 'ls | wc -l', 'npm test'];
  for (const word of [...words.split(' '), words, '…', '. ', '`', '"']) {
    const sentence = `${`${word} `.repeat(Math.ceil(40_000 / word.length))}!`;
    const body = codes.flatMap((code) =>
      [sentence.slice(0, 80_000), sentence.slice(0, 290)].map((one) =>
        exampleMarkdown('en', [code, one]),
      ),
    );
    const procedure = await procedureOf(
      `# T\n\n## Procedure\n\n### Step 1.1: Do\n\n${body.join('\n')}`,
    );
    expect(procedure.flows).toHaveLength(1);
  }
}, 60_000);
