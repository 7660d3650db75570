/** A worker of the fuzzer's pool that hangs or dies when it is told to. */
process.on('message', ({ file }: { file: string }) => {
  if (file === 'crash') process.exit(3);
  while (file === 'hang');
  process.send!(null);
});
process.send!('ready');
